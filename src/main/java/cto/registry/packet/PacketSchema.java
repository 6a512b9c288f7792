package cto.registry.packet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of a packet, {@code openapi/approval-packet.schema.json}.
 */
public final class PacketSchema {

	private static final String RESOURCE = "/openapi/approval-packet.schema.json";

	private static final byte[] BYTES = load();

	private static final JsonNode TREE = JsonMapper.shared().readTree(BYTES);

	private static final Schema SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
		.getSchema(withoutActionsAndPaths());

	private static final Pattern IDENTITY = Pattern.compile(TREE.at("/$defs/identity/pattern").stringValue());

	private static final int MAX_IDENTITY = TREE.at("/$defs/identity/maxLength").intValue();

	private PacketSchema() {
	}

	/**
	 * The schema as it is served.
	 * @return a copy of its UTF-8 bytes
	 */
	public static byte[] bytes() {
		return BYTES.clone();
	}

	/**
	 * All that is wrong, except mandatory blocked actions that are missing, and paths.
	 */
	static List<Error> errorsIn(JsonNode packet) {
		return SCHEMA.validate(packet);
	}

	/** The names that the schema gives the members of an object, in its order. */
	static Set<String> membersAt(String pointer) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(TREE.at(pointer).propertyNames()));
	}

	/** Whether a text is of the form of an identity. */
	static boolean isIdentity(String text) {
		return text.length() <= MAX_IDENTITY && IDENTITY.matcher(text).matches();
	}

	/** What is in the schema at a JSON Pointer. */
	static JsonNode at(String pointer) {
		return TREE.at(pointer);
	}

	/**
	 * The library tries each item for each mandatory action, and words what each is not:
	 * more than half of its time. {@link SchemaRules} looks for them instead, and
	 * {@link PathRules} names the rule that a path breaks.
	 */
	private static JsonNode withoutActionsAndPaths() {
		JsonNode schema = TREE.deepCopy();
		((ObjectNode) schema.at("/properties/blocked_actions")).remove("allOf");
		((ObjectNode) schema.at("/$defs/path")).remove("not");
		((ObjectNode) schema.at("/properties/harness_command/properties/working_directory")).remove("not");
		return schema;
	}

	private static byte[] load() {
		try (InputStream resource = PacketSchema.class.getResourceAsStream(RESOURCE)) {
			if (resource == null) {
				throw new IllegalStateException("the build has no " + RESOURCE);
			}
			return resource.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
