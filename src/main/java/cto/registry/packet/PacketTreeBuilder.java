package cto.registry.packet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

import cto.registry.text.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tree of a packet while its text is read, one for JSON and YAML, so that both are
 * held to the same rules: nesting of at most {@value #MAX_DEPTH}, no name twice in an
 * object, no unpaired surrogate.
 */
final class PacketTreeBuilder {

	static final int MAX_DEPTH = 64;

	/** Stands for every number that is zero. */
	static final JsonNode ZERO = JsonNodeFactory.instance.numberNode(0);

	/**
	 * Stands for every other number. No member is a number, and a number kept as written
	 * (1e999999999, a hundred thousand digits) could cost more than the packet it came
	 * in.
	 */
	private static final JsonNode NOT_ZERO = JsonNodeFactory.instance.numberNode(1);

	/** Possessive: no input makes it go back. */
	private static final Pattern ZERO_FORM = Pattern.compile("[-+]?[0.]++(?:[eE][-+]?[0-9]++)?|0[xo]0++");

	private final PlainScalars plain = new PlainScalars();

	private final Deque<Open> open = new ArrayDeque<>();

	private @Nullable JsonNode root;

	void startObject() throws PacketSyntaxException {
		start(new Open(JsonNodeFactory.instance.objectNode(), here()));
	}

	void startArray() throws PacketSyntaxException {
		start(new Open(JsonNodeFactory.instance.arrayNode(), here()));
	}

	/** The place of the next value. */
	private Pointer here() {
		Open container = this.open.peek();
		if (container == null) {
			return Pointer.ROOT;
		}
		return (container.name != null) ? container.place.child(container.name)
				: container.place.child(container.node.size());
	}

	private void start(Open container) throws PacketSyntaxException {
		if (this.open.size() == MAX_DEPTH) {
			throw new PacketSyntaxException("objects and arrays are nested over " + MAX_DEPTH + " deep");
		}
		put(container.node);
		this.open.push(container);
	}

	void end() {
		this.open.pop();
	}

	/** Whether the next scalar names a member. */
	boolean awaitsName() {
		Open container = this.open.peek();
		return container != null && container.node.isObject() && container.name == null;
	}

	void name(String name) throws PacketSyntaxException {
		Open container = this.open.element();
		if (container.node.has(name)) {
			throw new PacketSyntaxException("the name " + Excerpt.quoted(name) + " stands twice in one object");
		}
		container.name = paired(name);
	}

	/** A name that some reader does not take for this text, or not for text. */
	void plainName(String name, ViolationCode code) throws PacketSyntaxException {
		this.plain.names().put(this.open.element().place.child(name), code);
		name(name);
	}

	void string(String text) throws PacketSyntaxException {
		put(JsonNodeFactory.instance.stringNode(paired(text)));
	}

	/** A text that some reader takes for something else. */
	void ambiguous(String text) {
		JsonNode string = JsonNodeFactory.instance.stringNode(text);
		this.plain.values().add(string);
		put(string);
	}

	void number(String text) {
		put(ZERO_FORM.matcher(text).matches() ? ZERO : NOT_ZERO);
	}

	void bool(boolean value) {
		put(JsonNodeFactory.instance.booleanNode(value));
	}

	void nothing() {
		put(JsonNodeFactory.instance.nullNode());
	}

	boolean isEmpty() {
		return this.root == null;
	}

	ParsedPacket packet() throws PacketSyntaxException {
		JsonNode whole = this.root;
		if (whole == null) {
			throw new PacketSyntaxException("the document is empty");
		}
		return new ParsedPacket(whole, this.plain);
	}

	private void put(JsonNode value) {
		Open container = this.open.peek();
		if (container == null) {
			this.root = value;
		}
		else if (container.node instanceof ArrayNode array) {
			array.add(value);
		}
		else if (container.node instanceof ObjectNode object && container.name != null) {
			object.set(container.name, value);
			container.name = null;
		}
	}

	private static String paired(String text) throws PacketSyntaxException {
		for (int i = 0; i < text.length();) {
			int c = text.codePointAt(i);
			if (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)) {
				throw new PacketSyntaxException("the string " + Excerpt.quoted(text) + " holds an unpaired surrogate");
			}
			i += Character.charCount(c);
		}
		return text;
	}

	private static final class Open {

		private final JsonNode node;

		private final Pointer place;

		private @Nullable String name;

		Open(JsonNode node, Pointer place) {
			this.node = node;
			this.place = place;
		}

	}

}
