package cto.registry.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One answer, held against what the contract declares for it.
 */
final class AnswerCheck {

	private final OpenApi openApi;

	private final Answer answer;

	private final byte[] body;

	private final List<String> violations = new ArrayList<>();

	AnswerCheck(OpenApi openApi, Answer answer, byte[] body) {
		this.openApi = openApi;
		this.answer = answer;
		this.body = body.clone();
	}

	List<String> against(PathItem path) {
		Map<String, JsonNode> operations = path.operations();
		JsonNode operation = operations.get(this.answer.method().equals("HEAD") ? "GET" : this.answer.method());
		if (operation == null) {
			return againstOthers(path, operations);
		}
		JsonNode response = path.response(operation, this.answer.status());
		if (response == null) {
			return List.of("the status is not declared; declared: " + names(operation.path("responses")));
		}
		if (this.answer.status() < 400 && path.response(operation, 400) != null) {
			Set<String> known = path.queryNames(operation);
			this.answer.query()
				.keySet()
				.stream()
				.filter((name) -> !known.contains(name))
				.forEach(
						(name) -> this.violations.add("the query parameter '" + name + "' had to be refused with 400"));
		}
		return against(response);
	}

	List<String> against(JsonNode response) {
		response.path("headers")
			.properties()
			.forEach((header) -> checkHeader(header.getKey(), this.openApi.resolve(header.getValue())));
		checkContent(response.path("content"));
		return this.violations;
	}

	private List<String> againstOthers(PathItem path, Map<String, JsonNode> operations) {
		List<JsonNode> responses = new ArrayList<>();
		for (JsonNode operation : operations.values()) {
			JsonNode response = path.response(operation, this.answer.status());
			if (response != null) {
				responses.add(response);
			}
		}
		return (this.answer.status() < 400 || responses.isEmpty())
				? List.of("the method is not in the contract; declared: " + String.join(", ", operations.keySet()))
				: against(responses.get(0));
	}

	private void checkHeader(String name, JsonNode header) {
		String value = this.answer.headers().get(name);
		if (value != null) {
			JsonNode schema = header.path("schema");
			this.openApi.violations(schema, headerValue(schema, value))
				.forEach((violation) -> this.violations.add("header " + name + " is '" + value + "' " + violation));
		}
		else if (header.path("required").asBoolean(false)) {
			this.violations.add("the header " + name + " is missing");
		}
	}

	private void checkContent(JsonNode content) {
		if (this.answer.bodiless() || content.isEmpty()) {
			if (this.body.length > 0) {
				this.violations.add("there must be no body, and it has " + this.body.length + " bytes");
			}
			return;
		}
		String mediaType = this.answer.mediaType();
		JsonNode declared = content.get(mediaType);
		if (declared == null) {
			this.violations.add("the content type '" + mediaType + "' is not declared; declared: " + names(content));
			return;
		}
		ObjectMapper mapper = mapper(mediaType);
		if (mapper != null) {
			checkBody(mapper, declared.path("schema"), mediaType.equals("application/problem+json"));
		}
	}

	private void checkBody(ObjectMapper mapper, JsonNode schema, boolean problem) {
		try {
			JsonNode value = mapper.readTree(this.body);
			this.violations.addAll(this.openApi.violations(schema, value));
			if (problem) {
				this.violations.addAll(problemViolations(value, this.answer.status()));
			}
		}
		catch (JacksonException ex) {
			this.violations.add("the body cannot be read: " + ex.getOriginalMessage());
		}
	}

	/**
	 * What a schema cannot say of a problem.
	 * @param problem a problem document
	 * @param status the status that it came with
	 * @return a sentence for each violation
	 */
	static List<String> problemViolations(JsonNode problem, int status) {
		List<String> violations = new ArrayList<>();
		if (problem.path("status").asInt(0) != status) {
			violations.add("/status: is " + problem.path("status") + ", the answer's status is " + status);
		}
		String code = problem.path("type").asString("").replaceFirst(".*[/#]", "").replace('-', '_');
		if (!problem.path("code").asString("").equals(code)) {
			violations.add("/code: is " + problem.path("code") + ", by its type it must be \"" + code + '"');
		}
		return violations;
	}

	static @Nullable ObjectMapper mapper(String mediaType) {
		if (mediaType.endsWith("/json") || mediaType.endsWith("+json")) {
			return JsonMapper.shared();
		}
		return mediaType.endsWith("/yaml") ? YAMLMapper.shared() : null;
	}

	private JsonNode headerValue(JsonNode schema, String value) {
		String type = this.openApi.resolve(schema).path("type").asString("string");
		if (type.equals("integer") && value.matches("\\d{1,18}")) {
			return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
		}
		if (type.equals("boolean") && value.matches("true|false")) {
			return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
		}
		return JsonNodeFactory.instance.stringNode(value);
	}

	private static String names(JsonNode object) {
		return String.join(", ", object.propertyNames());
	}

}
