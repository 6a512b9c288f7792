package cto.registry.web.security;

import java.util.List;
import java.util.stream.Stream;

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
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every route and every kind of caller, where only this machine can reach the service.
 */
@RegistryTest
class LoopbackTableTests {

	private final AccessTable table;

	LoopbackTableTests(@LocalServerPort int port, ApplicationContext context) {
		this.table = new AccessTable(port, context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callers")
	void answers(String caller, List<String> headers, int open, int reading, int recording) throws Exception {
		this.table.holds("localhost", headers, open, reading, recording);
	}

	static Stream<Arguments> callers() {
		return Stream.of(arguments("nobody", List.of(), ANSWER, ANSWER, 401),
				arguments("an unknown token", bearer("unknown"), 401, 401, 401),
				arguments("a token that may submit", bearer(Tokens.WRITER), ANSWER, ANSWER, ANSWER),
				arguments("a token that may read", bearer(Tokens.READER), ANSWER, ANSWER, 403),
				arguments("a JWT where no issuer is configured",
						bearer(Guarded.ISSUER.token("t", "registry.submit registry.read")), 401, 401, 401));
	}

	@Test
	void answersToNoOtherName() throws Exception {
		this.table.holds("rebind.example", List.of(), 403, 403, 403);
	}

	private static List<String> bearer(String token) {
		return List.of("Authorization", "Bearer " + token);
	}

}
