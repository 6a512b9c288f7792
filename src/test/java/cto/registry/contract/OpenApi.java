package cto.registry.contract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An OpenAPI 3.1 document, its references and its schemas.
 */
final class OpenApi {

	private static final YAMLMapper YAML = YAMLMapper.shared();

	private final JsonNode root;

	private final Schemas schemas;

	OpenApi(String yaml, Map<String, String> schemas) {
		this(YAML.readTree(yaml), schemas);
	}

	/**
	 * Takes a document that was read before.
	 * @param root the document
	 * @param schemas JSON Schemas by the absolute path that the document refers to them
	 * with
	 */
	OpenApi(JsonNode root, Map<String, String> schemas) {
		this.root = root;
		this.schemas = new Schemas(root.path("components"), schemas);
	}

	JsonNode root() {
		return this.root;
	}

	/**
	 * Follows references inside this document to their end.
	 * @param node an object that may be a reference
	 * @return what it stands for
	 * @throws AssertionError when a reference leads nowhere
	 */
	JsonNode resolve(JsonNode node) {
		JsonNode at = node;
		while (at.path("$ref").asString("").startsWith("#")) {
			String ref = at.get("$ref").asString();
			at = this.root.at(ref.substring(1));
			if (at.isMissingNode()) {
				throw new AssertionError(ref + " leads nowhere");
			}
		}
		return at;
	}

	List<PathItem> paths() {
		return this.root.path("paths")
			.properties()
			.stream()
			.map((path) -> new PathItem(path.getKey(), path.getValue(), this))
			.toList();
	}

	/**
	 * The path whose template a request's path fits. The one with fewest variables wins.
	 * @param path a request's path, without its query
	 * @return the path, or null when there is none
	 */
	@Nullable PathItem path(String path) {
		return paths().stream()
			.filter((item) -> pattern(item.template()).matcher(path).matches())
			.min(Comparator.comparingLong((item) -> item.template().chars().filter((c) -> c == '{').count()))
			.orElse(null);
	}

	JsonNode sharedResponse(String name) {
		return this.root.path("components").path("responses").path(name);
	}

	/**
	 * Holds a value against a schema of this document.
	 * @param schema a schema object
	 * @param value the value
	 * @return a sentence for each violation, with a JSON Pointer into the value
	 */
	List<String> violations(JsonNode schema, JsonNode value) {
		return this.schemas.violations(schema, value);
	}

	/**
	 * A variable is one segment; only one named path has slashes, which OpenAPI cannot
	 * say.
	 */
	private static Pattern pattern(String template) {
		return Pattern.compile(Arrays.stream(template.split("/", -1))
			.map((segment) -> segment.equals("{path}") ? ".+"
					: segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
			.collect(Collectors.joining("/")));
	}

}
