package cto.registry.packet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
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

	private static final Schema SCHEMA = SchemaRegistry
		.withDialect(Dialects.getDraft202012(),
				(registry) -> registry
					.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
		.getSchema(withoutMandatoryActions());

	private PacketSchema() {
	}

	/**
	 * The schema as it is served.
	 * @return a copy of its UTF-8 bytes
	 */
	public static byte[] bytes() {
		return BYTES.clone();
	}

	/** All that is wrong, save mandatory blocked actions that are missing. */
	static List<Error> errorsIn(JsonNode packet) {
		return SCHEMA.validate(packet);
	}

	/** The names that the schema knows of an object at a place in it. */
	static Set<String> membersAt(String pointer) {
		Collection<String> names = TREE.at(pointer).propertyNames();
		return Set.copyOf(names);
	}

	/** What stands in the schema at a JSON Pointer. */
	static JsonNode at(String pointer) {
		return TREE.at(pointer);
	}

	/**
	 * The library tries each item for each mandatory action, and words what each is not:
	 * more than half of its time. {@link SchemaRules} looks for them instead.
	 */
	private static JsonNode withoutMandatoryActions() {
		JsonNode schema = TREE.deepCopy();
		((ObjectNode) schema.at("/properties/blocked_actions")).remove("allOf");
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
