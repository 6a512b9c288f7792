package cto.registry.web.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import cto.registry.contract.Operation;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static cto.registry.web.security.AccessTable.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every route and every kind of caller, where others can reach the service.
 */
@RegistryTest
class NetworkTableTests implements Guarded {

	private static final String HEADER = "X-Hermes-Sidecar-Token";

	private final AccessTable table;

	NetworkTableTests(@LocalServerPort int port, ApplicationContext context) {
		this.table = new AccessTable(port, context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values());
	}

	@Test
	void looksAtEveryRoute() {
		assertThat(this.table.routes()).extracting(Operation::path)
			.contains("/api/v1/execution-requests", "/api/v1/stream", "/log/checkpoint", "/actuator/health", "/",
					"/error");
		assertThat(this.table.routes()).filteredOn(Operation::recording)
			.extracting(Operation::path)
			.containsExactly("/api/v1/execution-requests");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callers")
	void answers(String caller, List<String> headers, int open, int reading, int recording) throws Exception {
		this.table.holds("127.0.0.1", headers, open, reading, recording);
	}

	static Stream<Arguments> callers() {
		LocalIssuer issuer = Guarded.ISSUER;
		String expired = issuer
			.token((claims) -> claims.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(2)))));
		return Stream.of(arguments("nobody", List.of(), ANSWER, 401, 401),
				arguments("an unknown token", bearer("unknown"), 401, 401, 401),
				arguments("a token that may submit", bearer(Tokens.WRITER), ANSWER, 403, ANSWER),
				arguments("a token that may read", bearer(Tokens.READER), ANSWER, ANSWER, 403),
				arguments("a token that may do both", bearer(Tokens.BOB), ANSWER, ANSWER, ANSWER),
				arguments("a JWT that may submit", bearer(issuer.token("t", "registry.submit")), ANSWER, 403, ANSWER),
				arguments("a JWT that may read", bearer(issuer.token("t", "registry.read")), ANSWER, ANSWER, 403),
				arguments("a JWT that may do both", bearer(issuer.token("t", "registry.read registry.submit")), ANSWER,
						ANSWER, ANSWER),
				arguments("a JWT that may do neither", bearer(issuer.token("t", "openid")), ANSWER, 403, 403),
				arguments("an expired JWT", bearer(expired), 401, 401, 401),
				arguments("Hermes WebUI", List.of(HEADER, Guarded.SIDECAR), ANSWER, ANSWER, 403),
				arguments("a wrong sidecar token", List.of(HEADER, Guarded.SIDECAR + "x"), ANSWER, 401, 401),
				arguments("a sidecar token beside an unknown one",
						List.of(HEADER, Guarded.SIDECAR, "Authorization", "Bearer unknown"), 401, 401, 401),
				arguments("a sidecar token beside one that may submit",
						List.of(HEADER, Guarded.SIDECAR, "Authorization", "Bearer " + Tokens.WRITER), ANSWER, 403,
						ANSWER),
				arguments("another scheme", List.of("Authorization", "Basic YWxpY2U6eA=="), ANSWER, 401, 401));
	}

	@Test
	void answersToNoOtherName() throws Exception {
		this.table.holds("rebind.example", bearer(Tokens.BOB), 403, 403, 403);
		this.table.holds("rebind.example", List.of(), 403, 403, 403);
	}

	private static List<String> bearer(String token) {
		return List.of("Authorization", "Bearer " + token);
	}

}
