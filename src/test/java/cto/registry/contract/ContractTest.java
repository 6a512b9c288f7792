package cto.registry.contract;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * What the checker lets through, and what it finds.
 */
class ContractTest {

	private static final String JSON = "application/json";

	private static final String PROBLEM = "application/problem+json";

	private static final String ID = "0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70";

	private static final Map<String, String> HEALTH_HEADERS = Map.of("access-control-allow-origin", "*",
			"cache-control", "no-store");

	@Test
	void letsTheDeclaredAnswerThrough() {
		answer("GET", "/health", 200, JSON + ";charset=UTF-8", HEALTH_HEADERS, "{\"ok\": true}")
			.doesNotThrowAnyException();
	}

	@Test
	void letsHeadThroughWithoutABody() {
		answer("HEAD", "/health", 200, JSON, HEALTH_HEADERS, "").doesNotThrowAnyException();
	}

	@Test
	void findsABodyInAnAnswerToHead() {
		answer("HEAD", "/health", 200, JSON, HEALTH_HEADERS, "{\"ok\": true}").hasMessageContaining("no body");
	}

	@Test
	void findsAValueThatTheSchemaRefuses() {
		answer("GET", "/health", 200, JSON, HEALTH_HEADERS, "{\"ok\": false}").isInstanceOf(AssertionError.class)
			.hasMessageContaining("GET /health answered 200")
			.hasMessageContaining("/ok: ");
	}

	@Test
	void findsAMemberThatIsNotDeclared() {
		answer("GET", "/health", 200, JSON, HEALTH_HEADERS, "{\"ok\": true, \"approval_granted\": true}")
			.hasMessageContaining("approval_granted");
	}

	@Test
	void findsABodyThatIsNotJson() {
		answer("GET", "/health", 200, JSON, HEALTH_HEADERS, "{\"ok\"").hasMessageContaining("cannot be read");
	}

	@Test
	void findsAnEmptyBody() {
		answer("GET", "/health", 200, JSON, HEALTH_HEADERS, "").isInstanceOf(AssertionError.class);
	}

	@Test
	void findsAStatusThatIsNotDeclared() {
		answer("GET", "/health", 418, JSON, Map.of(), "{}").hasMessageContaining("declared: 200, 403, 405, 406");
	}

	@Test
	void findsAContentTypeThatIsNotDeclared() {
		answer("GET", "/health", 200, "text/html", HEALTH_HEADERS, "<p>").hasMessageContaining("'text/html'");
		answer("GET", "/health", 200, null, HEALTH_HEADERS, "{\"ok\": true}").hasMessageContaining("content type ''");
	}

	@Test
	void findsAHeaderThatIsMissing() {
		answer("GET", "/health", 200, JSON, Map.of("Cache-Control", "no-store"), "{\"ok\": true}")
			.hasMessageContaining("Access-Control-Allow-Origin is missing");
	}

	@Test
	void findsAHeaderWithAValueThatIsNotDeclared() {
		answer("GET", "/health", 200, JSON, Map.of("Cache-Control", "public", "Access-Control-Allow-Origin", "*"),
				"{\"ok\": true}")
			.hasMessageContaining("Cache-Control is 'public'");
	}

	@Test
	void readsNumbersAndBooleansInHeaders() {
		String problem = problem("/problems/database-unavailable", 503, "database_unavailable");
		answer("GET", "/api/v1/guardrails", 503, PROBLEM, Map.of("Retry-After", "2"), problem)
			.doesNotThrowAnyException();
		answer("GET", "/api/v1/guardrails", 503, PROBLEM, Map.of("Retry-After", "soon"), problem)
			.hasMessageContaining("Retry-After is 'soon'");
	}

	@Test
	void findsAPathThatIsNotInTheContract() {
		answer("GET", "/api/v1/approvals", 200, JSON, Map.of(), "{}")
			.hasMessageContaining("the path is not in the contract");
	}

	@Test
	void letsAPathThatIsNowhereThroughWhenItIsNotFound() {
		answer("GET", "/api/v1/approvals", 404, PROBLEM, Map.of(), problem("/problems/not-found", 404, "not_found"))
			.doesNotThrowAnyException();
		answer("GET", "/api/v1/approvals", 404, JSON, Map.of(), "{}").hasMessageContaining("'application/json'");
	}

	@Test
	void findsAMethodThatIsNotInTheContract() {
		answer("DELETE", "/api/v1/execution-requests/" + ID, 204, null, Map.of(), "")
			.hasMessageContaining("the method is not in the contract; declared: GET");
	}

	@Test
	void letsTheRefusalOfAMethodThrough() {
		String problem = problem("/problems/append-only", 405, "append_only");
		answer("DELETE", "/api/v1/execution-requests/" + ID, 405, PROBLEM, Map.of("Allow", "GET, HEAD"), problem)
			.doesNotThrowAnyException();
		answer("DELETE", "/api/v1/execution-requests/" + ID, 405, PROBLEM, Map.of(), problem)
			.hasMessageContaining("Allow is missing");
	}

	@Test
	void findsAQueryParameterThatHadToBeRefused() {
		answer("GET", "/api/v1/execution-requests?limit=1&approved=true", 304, null, Map.of("ETag", "W/\"1\""), "")
			.hasMessageContaining("'approved'")
			.hasMessageNotContaining("'limit'");
	}

	@Test
	void findsAProblemWhoseStatusIsNotTheAnswers() {
		answer("GET", "/health", 403, PROBLEM, Map.of(), problem("/problems/forbidden", 401, "forbidden"))
			.hasMessageContaining("/status: is 401");
	}

	@Test
	void findsAProblemWhoseCodeIsNotItsTypes() {
		answer("GET", "/health", 403, PROBLEM, Map.of(), problem("/problems/forbidden", 403, "not_allowed"))
			.hasMessageContaining("\"forbidden\"");
	}

	@Test
	void findsAProblemOfATypeThatTheStatusDoesNotHave() {
		answer("GET", "/health", 403, PROBLEM, Map.of(), problem("/problems/not-found", 403, "not_found"))
			.hasMessageContaining("/type: ");
	}

	@Test
	void readsAPacketInYaml() {
		Map<String, String> headers = Map.of("ETag", "\"sha256-" + "0".repeat(64) + '"', "Repr-Digest",
				"sha-256=:" + "A".repeat(43) + "=:", "Cache-Control", "private, max-age=31536000, immutable");
		answer("GET", "/api/v1/execution-requests/" + ID + "/packet", 200, "application/yaml", headers,
				"approval_granted: true\n")
			.hasMessageContaining("/approval_granted: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/swagger-ui.html", "/swagger-ui/index.html", "/v3/api-docs" })
	void leavesSwaggerUiAlone(String path) {
		answer("GET", path, 200, "text/html", Map.of(), "<p>").doesNotThrowAnyException();
	}

	private static AbstractThrowableAssert<?, ? extends Throwable> answer(String method, String target, int status,
			@Nullable String contentType, Map<String, String> headers, String body) {
		return assertThatCode(() -> Contract.committed()
			.check(method, target, status, contentType, headers, body.getBytes(StandardCharsets.UTF_8)));
	}

	private static String problem(String type, int status, String code) {
		return """
				{"type": "%s", "title": "t", "status": %d, "detail": "d", "instance": "/", "code": "%s"}"""
			.formatted(type, status, code);
	}

}
