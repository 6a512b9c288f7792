package cto.registry.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas (2020-12, formats asserted) of an OpenAPI document.
 */
final class Schemas {

	/** Where the document is said to be; nothing is ever fetched from there. */
	private static final String BASE = "https://contract.invalid";

	private final JsonNode components;

	private final SchemaRegistry registry;

	private final AtomicInteger compiled = new AtomicInteger();

	Schemas(JsonNode components, Map<String, String> byPath) {
		this.components = components;
		Map<String, String> byIri = byPath.entrySet()
			.stream()
			.collect(Collectors.toMap((schema) -> BASE + schema.getKey(), Map.Entry::getValue));
		this.registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				(builder) -> builder.schemas(byIri)
					.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
	}

	/**
	 * Holds a value against a schema.
	 * @param schema a schema object of the document
	 * @param value the value
	 * @return a sentence for each violation, with a JSON Pointer into the value
	 */
	List<String> violations(JsonNode schema, JsonNode value) {
		// The components travel along, so that "#/components/schemas/…" leads somewhere.
		ObjectNode alone = (ObjectNode) schema.deepCopy();
		alone.set("components", this.components);
		SchemaLocation location = SchemaLocation.of(BASE + "/" + this.compiled.incrementAndGet() + ".json");
		return this.registry.getSchema(location, alone)
			.validate(value)
			.stream()
			.map((error) -> error.getInstanceLocation() + ": " + error.getMessage())
			.toList();
	}

}
