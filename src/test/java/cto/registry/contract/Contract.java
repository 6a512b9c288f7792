package cto.registry.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed contract, as a judge of answers and of routes.
 */
public final class Contract {

	/** Paths of Swagger UI and of springdoc, which the contract does not describe. */
	private static final List<String> FOREIGN = List.of("/swagger-ui", "/v3/");

	/** Statuses that an answer about nothing may have. */
	private static final Map<Integer, String> NOTHING_THERE = Map.of(401, "Unauthenticated", 403, "Forbidden", 404,
			"NotFound");

	private final OpenApi openApi;

	private Contract(OpenApi openApi) {
		this.openApi = openApi;
	}

	/**
	 * The contract that the service is packaged with.
	 * @return {@code openapi/openapi.yaml} of the classpath, with the packet's schema
	 * @throws UncheckedIOException when either is not there
	 */
	public static Contract committed() {
		return Committed.CONTRACT;
	}

	static Contract of(String yaml, Map<String, String> schemas) {
		return new Contract(new OpenApi(yaml, schemas));
	}

	/**
	 * Holds one answer against the contract. HEAD is held against GET, without a body. An
	 * undeclared method is held against what the path's other methods declare for the
	 * same status, which must be an error; so is an undeclared path against the shared
	 * answers 401, 403 and 404. OPTIONS, and the paths of Swagger UI, are let through.
	 * @param method the request's method, in upper case
	 * @param target the request's path, with its query if it has one
	 * @param status the answer's status
	 * @param contentType the answer's {@code Content-Type}, null without one
	 * @param headers the answer's headers; names in any case
	 * @param body the answer's body, empty without one
	 * @throws AssertionError naming everything that the contract does not allow
	 */
	public void check(String method, String target, int status, @Nullable String contentType,
			Map<String, String> headers, byte[] body) {
		Answer answer = new Answer(method, target, status, contentType, headers);
		if (method.equals("OPTIONS") || FOREIGN.stream().anyMatch(answer.path()::startsWith)) {
			return;
		}
		List<String> violations = violations(answer, body);
		if (!violations.isEmpty()) {
			throw new AssertionError("%s %s answered %d, and the contract disagrees:%n  %s".formatted(method, target,
					status, String.join(System.lineSeparator() + "  ", violations)));
		}
	}

	/**
	 * Compares the contract's routes with those of a document made from the code.
	 * @param generated an OpenAPI document in JSON, such as springdoc's
	 * {@code /v3/api-docs}
	 * @param outside beginnings of paths to leave out on both sides, because no
	 * controller serves them
	 * @return a sentence for each path, method or query parameter that only one side has,
	 * sorted; empty when there is no drift
	 */
	public List<String> compareRoutes(String generated, String... outside) {
		List<String> left = List.of(outside);
		Routes code = Routes.of(new OpenApi(JsonMapper.shared().readTree(generated), Map.of()), left);
		return Routes.of(this.openApi, left).differences(code);
	}

	/**
	 * Lists what the contract declares.
	 * @return its operations
	 */
	public List<Operation> operations() {
		return this.openApi.paths()
			.stream()
			.flatMap((path) -> path.operations()
				.entrySet()
				.stream()
				.map((operation) -> Operation.of(operation.getKey(), path.template(), operation.getValue(),
						this.openApi.root().path("security"))))
			.toList();
	}

	static JsonNode committedPacketSchema() {
		return JsonMapper.shared().readTree(Committed.PACKET_SCHEMA);
	}

	OpenApi openApi() {
		return this.openApi;
	}

	private List<String> violations(Answer answer, byte[] body) {
		PathItem path = this.openApi.path(answer.path());
		AnswerCheck check = new AnswerCheck(this.openApi, answer, body);
		if (path != null) {
			return check.against(path);
		}
		String shared = NOTHING_THERE.get(answer.status());
		return (shared != null) ? check.against(this.openApi.sharedResponse(shared))
				: List.of("the path is not in the contract");
	}

	private static final class Committed {

		private static final String PACKET_SCHEMA = read("approval-packet.schema.json");

		private static final Contract CONTRACT = Contract.of(read("openapi.yaml"),
				Map.of("/schemas/approval-packet.json", PACKET_SCHEMA));

		private static String read(String name) {
			try (InputStream in = Contract.class.getResourceAsStream("/openapi/" + name)) {
				if (in == null) {
					throw new IOException("openapi/" + name + " is not on the classpath");
				}
				return new String(in.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
