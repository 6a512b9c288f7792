package cto.registry.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The committed contract keeps the rules of OpenAPI 3.1, and its own.
 */
class ContractRulesTest {

	private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

	private static final String PACKET_SCHEMA = "/schemas/approval-packet.json";

	private final OpenApi openApi = Contract.committed().openApi();

	@Test
	void resolvesEveryReference() {
		List<String> references = references();
		assertThat(references).hasSizeGreaterThan(50);
		assertThat(references)
			.filteredOn((reference) -> !reference.startsWith("#/components/")
					|| this.openApi.root().at(reference.substring(1)).isMissingNode())
			.containsExactly(PACKET_SCHEMA);
	}

	@Test
	void usesEveryComponent() {
		Set<String> declared = new TreeSet<>();
		this.openApi.root().get("components").properties().forEach((kind) -> {
			if (!kind.getKey().equals("securitySchemes")) {
				kind.getValue()
					.propertyNames()
					.forEach((name) -> declared.add("#/components/" + kind.getKey() + "/" + name));
			}
		});
		assertThat(references()).containsAll(declared);
	}

	@Test
	void describesEveryOperation() {
		List<String> tags = this.openApi.root()
			.get("tags")
			.valueStream()
			.map((tag) -> tag.get("name").asString())
			.toList();
		assertThat(operations()).hasSizeGreaterThan(10).allSatisfy((operation) -> {
			assertThat(operation.path("summary").asString("")).isNotBlank();
			assertThat(operation.path("description").asString("")).isNotBlank();
			assertThat(operation.path("tags").valueStream().map(JsonNode::asString)).hasSize(1).isSubsetOf(tags);
		});
		assertThat(operations()).extracting((operation) -> operation.path("operationId").asString(""))
			.doesNotHaveDuplicates()
			.allSatisfy((id) -> assertThat(id).matches("[a-z][A-Za-z]+"));
	}

	@Test
	void answersEveryErrorWithAProblem() {
		responses().filter((response) -> response.status() >= 400)
			.filter((response) -> !response.operation().startsWith("GET /actuator/") || response.status() != 503)
			.forEach((response) -> assertThat(response.node().path("content").propertyNames()).as(response.toString())
				.containsExactly("application/problem+json"));
	}

	@Test
	void answersEachTypeOfProblemSomewhere() {
		Set<String> answered = new TreeSet<>();
		responses().map((response) -> response.node().at("/content/application~1problem+json/schema/properties/type"))
			.forEach((type) -> {
				type.path("enum").forEach((each) -> answered.add(each.asString()));
				type.path("const").asStringOpt().ifPresent(answered::add);
			});
		assertThat(this.openApi.root().at("/components/schemas/Problem/properties/type/enum").valueStream())
			.extracting(JsonNode::asString)
			.containsExactlyInAnyOrderElementsOf(answered);
	}

	@Test
	void givesExamplesThatItsSchemasAccept() {
		List<String> violations = new ArrayList<>();
		responses().forEach((response) -> {
			response.node().path("content").properties().forEach((content) -> {
				JsonNode schema = content.getValue().path("schema");
				examples(content.getKey(), content.getValue()).forEach((example) -> {
					violations.addAll(prefixed(response, this.openApi.violations(schema, example.value())));
					if (response.status() >= 400 && content.getKey().endsWith("problem+json")) {
						violations.addAll(
								prefixed(response, AnswerCheck.problemViolations(example.value(), response.status())));
					}
				});
			});
			response.node()
				.path("headers")
				.forEach((header) -> violations.addAll(prefixed(response, headerViolations(header))));
		});
		assertThat(violations).isEmpty();
	}

	@Test
	void givesPacketsThatTheSchemaAcceptsAndOneThatItRefuses() {
		JsonNode packet = this.openApi.root().at("/components/requestBodies/Packet/content");
		assertThat(packet.propertyNames()).containsExactly("application/json", "application/yaml");
		packet.properties()
			.forEach((content) -> assertThat(examples(content.getKey(), content.getValue())).hasSize(2)
				.allSatisfy((example) -> assertThat(
						this.openApi.violations(content.getValue().get("schema"), example.value()))
					.as(example.name())
					.hasSize(example.name().startsWith("refused_") ? 1 : 0)));
	}

	@Test
	void declaresEveryVariableOfItsPaths() {
		this.openApi.paths()
			.forEach((path) -> path.operations()
				.forEach((method,
						operation) -> assertThat(path.parameters(operation)
							.stream()
							.filter((parameter) -> parameter.path("in").asString("").equals("path"))
							.map((parameter) -> parameter.path("name").asString()))
							.as(method + " " + path.template())
							.containsExactlyElementsOf(VARIABLE.matcher(path.template())
								.results()
								.map((match) -> match.group(1))
								.toList())));
	}

	@Test
	void needsATokenForRecordingOnly() {
		JsonNode reading = this.openApi.root().get("security");
		assertThat(reading.toString()).isEqualTo("[{},{\"bearer\":[]},{\"sidecar\":[]}]");
		this.openApi.paths().forEach((path) -> path.operations().forEach((method, operation) -> {
			JsonNode security = operation.path("security");
			boolean records = operation.get("operationId").asString().equals("recordExecutionRequest");
			assertThat(security.toString()).as(method + " " + path.template())
				.isIn(records ? List.of("[{\"bearer\":[]}]") : List.of("", "[]"));
			assertThat(operation.path("responses").has("401")).as(method + " " + path.template())
				.isEqualTo(!security.toString().equals("[]"));
		}));
	}

	/**
	 * Swagger UI resolves the references inside the schema against its {@code $id}, and
	 * cannot where that is a URN.
	 */
	@Test
	void refersToAPacketSchemaThatABrowserCanResolve() {
		assertThat(this.openApi.root().at("/components/schemas/ApprovalPacket/$ref").asString())
			.isEqualTo(PACKET_SCHEMA);
		String id = Contract.committedPacketSchema().path("$id").asString(PACKET_SCHEMA);
		assertThat(URI.create(id).isOpaque()).as(id).isFalse();
	}

	private List<String> references() {
		return this.openApi.root().findValuesAsString("$ref").stream().distinct().toList();
	}

	private List<JsonNode> operations() {
		return this.openApi.paths().stream().flatMap((path) -> path.operations().values().stream()).toList();
	}

	private Stream<DeclaredResponse> responses() {
		return this.openApi.paths()
			.stream()
			.flatMap((path) -> path.operations()
				.entrySet()
				.stream()
				.flatMap((operation) -> operation.getValue()
					.get("responses")
					.properties()
					.stream()
					.map((response) -> new DeclaredResponse(operation.getKey() + " " + path.template(),
							Integer.parseInt(response.getKey()), this.openApi.resolve(response.getValue())))));
	}

	private List<Example> examples(String mediaType, JsonNode content) {
		ObjectMapper mapper = AnswerCheck.mapper(mediaType);
		return content.path("examples").properties().stream().map((example) -> {
			JsonNode value = this.openApi.resolve(example.getValue()).get("value");
			return new Example(example.getKey(),
					(value.isString() && mapper != null) ? mapper.readTree(value.asString()) : value);
		}).toList();
	}

	private List<String> headerViolations(JsonNode declared) {
		JsonNode header = this.openApi.resolve(declared);
		return this.openApi.violations(header.get("schema"), header.path("example"));
	}

	private static List<String> prefixed(DeclaredResponse response, List<String> violations) {
		return violations.stream().map((violation) -> response + " " + violation).toList();
	}

	private record Example(String name, JsonNode value) {

	}

	private record DeclaredResponse(String operation, int status, JsonNode node) {

		@Override
		public String toString() {
			return this.operation + " " + this.status;
		}

	}

}
