package cto.registry.packet;

import java.util.Optional;

import cto.registry.text.Excerpt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML 1.2 with the core schema, less what lets two readers see two documents: anchors,
 * aliases, tags, merge keys, further documents, names that are not strings.
 */
final class YamlText {

	private static final int SMALLEST_BUFFER = 1024;

	private final PacketTreeBuilder tree = new PacketTreeBuilder();

	private int documents;

	private YamlText() {
	}

	static ParsedPacket read(String text) throws PacketSyntaxException {
		if (text.startsWith("#") && text.indexOf('\n') < 0) {
			throw new PacketSyntaxException("the body is one line and begins with a comment; curl -d drops line breaks:"
					+ " send the file with curl --data-binary @FILE");
		}
		refuseOtherLineBreaks(text);
		// One buffer for all: refilling a small one while it looks ahead makes the
		// scanner
		// quadratic in the length of a run of spaces or of a scalar.
		LoadSettings settings = LoadSettings.builder()
			.setCodePointLimit(Integer.MAX_VALUE)
			.setBufferSize(Math.max(SMALLEST_BUFFER, text.length()))
			.build();
		try {
			return new YamlText().readAll(new ParserImpl(settings, new StreamReader(settings, text)));
		}
		catch (MarkedYamlEngineException ex) {
			throw at(ex.getProblemMark(), new PacketSyntaxException("is not YAML: " + Excerpt.shown(ex.getProblem())));
		}
		catch (ReaderException ex) {
			throw new PacketSyntaxException("is not YAML: " + Excerpt.codePoint(ex.getCodePoint())
					+ " stands in it; within double quotes it can be escaped");
		}
		catch (RuntimeException ex) {
			// The scanner is not ours: whatever it trips over is not readable YAML.
			throw new PacketSyntaxException("is not YAML 1.2");
		}
	}

	/**
	 * NEL, LS and PS end a line in YAML 1.1 (section 5.4) and not in 1.2, and readers
	 * disagree about a carriage return without a line feed: what is a comment to one of
	 * them would be a member to another.
	 */
	private static void refuseOtherLineBreaks(String text) throws PacketSyntaxException {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean lone = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
			if (c == '\ufeff') {
				throw new PacketSyntaxException("a byte-order mark is in the text, which some readers drop; escape it");
			}
			if (lone || c == '\u0085' || c == '\u2028' || c == '\u2029') {
				long line = text.substring(0, i).chars().filter((before) -> before == '\n').count() + 1;
				throw new PacketSyntaxException("line " + line + ": " + Excerpt.codePoint(c)
						+ " ends a line for some readers of YAML and not for others; write a line feed, or escape it"
						+ " within double quotes");
			}
		}
	}

	private ParsedPacket readAll(ParserImpl events) throws PacketSyntaxException {
		while (events.hasNext()) {
			Event event = events.next();
			try {
				take(event);
			}
			catch (PacketSyntaxException malformed) {
				throw at(event.getStartMark(), malformed);
			}
		}
		return this.tree.packet();
	}

	private void take(Event event) throws PacketSyntaxException {
		switch (event.getEventId()) {
			case DocumentStart -> startDocument((DocumentStartEvent) event);
			case MappingStart -> startMapping((MappingStartEvent) event);
			case SequenceStart -> startSequence((SequenceStartEvent) event);
			case MappingEnd, SequenceEnd -> this.tree.end();
			case Scalar -> scalar((ScalarEvent) event);
			case Alias -> throw new PacketSyntaxException("an alias (*) stands here; write the value itself");
			case StreamStart, StreamEnd, DocumentEnd, Comment -> {
			}
		}
	}

	private void startDocument(DocumentStartEvent start) throws PacketSyntaxException {
		if (++this.documents > 1) {
			throw new PacketSyntaxException("a second document begins; a packet is one");
		}
		if (!start.getTags().isEmpty()) {
			throw new PacketSyntaxException("a TAG directive stands here; tags are not allowed");
		}
		Optional<SpecVersion> version = start.getSpecVersion();
		if (version.isPresent() && (version.get().getMajor() != 1 || version.get().getMinor() != 2)) {
			throw new PacketSyntaxException("YAML " + version.get().getMajor() + "." + version.get().getMinor()
					+ " is declared by a directive; a packet is YAML 1.2");
		}
	}

	private void startMapping(MappingStartEvent start) throws PacketSyntaxException {
		requirePlainNode(start, start.getTag());
		requireNotAName();
		this.tree.startObject();
	}

	private void startSequence(SequenceStartEvent start) throws PacketSyntaxException {
		requirePlainNode(start, start.getTag());
		requireNotAName();
		this.tree.startArray();
	}

	private void scalar(ScalarEvent scalar) throws PacketSyntaxException {
		requirePlainNode(scalar, scalar.getTag());
		ScalarSource.validate(scalar, this.tree.awaitsName());
		String text = scalar.getValue();
		if (scalar.isPlain() && text.startsWith("?")) {
			// Within brackets, to readers of YAML 1.1 what follows is a name.
			throw new PacketSyntaxException("the plain text " + Excerpt.quoted(text)
					+ " begins with ?, which some readers of YAML take for a sign; put it in quotes");
		}
		CoreScalar kind = scalar.isPlain() ? CoreScalar.of(text) : CoreScalar.STRING;
		if (this.tree.awaitsName()) {
			name(text, kind, scalar.isPlain());
			return;
		}
		if (this.tree.isEmpty() && scalar.isPlain() && text.isEmpty()) {
			return;
		}
		switch (kind) {
			case STRING -> {
				if (scalar.isPlain() && AmbiguousScalar.is(text)) {
					this.tree.ambiguous(text);
				}
				else {
					this.tree.string(text);
				}
			}
			case NUMBER -> this.tree.number(text);
			case TRUE -> this.tree.bool(true);
			case FALSE -> this.tree.bool(false);
			case NULL -> this.tree.nothing();
			case NOT_FINITE -> throw new PacketSyntaxException(Excerpt.quoted(text) + " is not a finite number");
		}
	}

	private void name(String text, CoreScalar kind, boolean plain) throws PacketSyntaxException {
		if (plain && text.equals("<<")) {
			throw new PacketSyntaxException("a merge key (<<) is not allowed; write the members themselves");
		}
		if (kind != CoreScalar.STRING) {
			this.tree.plainName(text, ViolationCode.TYPE);
		}
		else if (plain && AmbiguousScalar.is(text)) {
			this.tree.plainName(text, ViolationCode.AMBIGUOUS_SCALAR);
		}
		else {
			this.tree.name(text);
		}
	}

	private void requireNotAName() throws PacketSyntaxException {
		if (this.tree.awaitsName()) {
			throw new PacketSyntaxException("a mapping or sequence stands as a name; names are strings");
		}
	}

	private static void requirePlainNode(NodeEvent node, Optional<String> tag) throws PacketSyntaxException {
		if (node.getAnchor().isPresent()) {
			throw new PacketSyntaxException("an anchor (&) stands here; anchors are not allowed");
		}
		if (tag.isPresent()) {
			throw new PacketSyntaxException(
					"the tag " + Excerpt.quoted(tag.get()) + " stands here; tags are not allowed");
		}
	}

	private static PacketSyntaxException at(Optional<Mark> mark, PacketSyntaxException malformed) {
		return mark.map((at) -> malformed.at(at.getLine() + 1L, at.getColumn() + 1L)).orElse(malformed);
	}

}
