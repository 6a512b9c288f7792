package cto.registry.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One path of an OpenAPI document.
 *
 * @param template such as {@code /problems/{name}}
 * @param node the path item object
 * @param openApi the document it is in
 */
record PathItem(String template, JsonNode node, OpenApi openApi) {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch",
			"trace");

	/**
	 * The operations.
	 * @return by method in upper case, sorted
	 */
	Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		this.node.properties()
			.stream()
			.filter((member) -> METHODS.contains(member.getKey()))
			.forEach((member) -> operations.put(member.getKey().toUpperCase(Locale.ROOT), member.getValue()));
		return operations;
	}

	/**
	 * The parameters of an operation, those of the path among them.
	 * @param operation one of this path
	 * @return parameter objects, references followed
	 */
	List<JsonNode> parameters(JsonNode operation) {
		List<JsonNode> parameters = new ArrayList<>();
		Stream.of(this.node, operation)
			.forEach((owner) -> owner.path("parameters")
				.forEach((parameter) -> parameters.add(this.openApi.resolve(parameter))));
		return parameters;
	}

	Set<String> queryNames(JsonNode operation) {
		Set<String> names = new TreeSet<>();
		parameters(operation).stream()
			.filter((parameter) -> parameter.path("in").asString("").equals("query"))
			.forEach((parameter) -> names.add(parameter.path("name").asString()));
		return names;
	}

	/**
	 * What an operation declares for a status.
	 * @param operation one of this path
	 * @param status an HTTP status
	 * @return a response object, reference followed; null when it declares none
	 */
	@Nullable JsonNode response(JsonNode operation, int status) {
		JsonNode response = operation.path("responses").get(Integer.toString(status));
		return (response != null) ? this.openApi.resolve(response) : null;
	}

}
