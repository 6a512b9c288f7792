package cto.registry.web.security;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what on a loopback bind.
 */
@RegistryTest
class AccessTests {

	private static final String ROUTE = "/api/v1/execution-requests";

	private final Client anyone;

	AccessTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
	}

	@Test
	void letsNobodyRecordWithoutAToken() {
		Reply reply = this.anyone.record(TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.at("/type")).isEqualTo("/problems/unauthenticated");
		assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong", Tokens.ALICE + "x", "ä" })
	void letsNobodyRecordWithAWrongToken(String token) {
		Reply reply = this.anyone.as(token).record(TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
		assertThat(reply.text()).doesNotContain(token);
	}

	@Test
	void asksForNoRoleThatIsNotNeeded() {
		Reply reply = this.anyone.as("wrong")
			.post("/api/v1/packet-checks", "application/json", TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.at("/detail")).startsWith("The token is not known; this needs no token");
	}

	@Test
	void takesNoTokenFromTheQuery() {
		Reply reply = this.anyone.post(ROUTE + "?access_token=" + Tokens.ALICE, "application/json",
				TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(401);
	}

	@Test
	void letsNoReaderRecord() {
		Reply reply = this.anyone.as(Tokens.READER).record(TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(403);
		assertThat(reply.at("/type")).isEqualTo("/problems/forbidden");
		assertThat(reply.at("/detail")).contains("submit");
	}

	@Test
	void namesTheSenderByItsToken() {
		assertThat(this.anyone.as(Tokens.WRITER).record(TestPacket.fresh().bytes()).at("/submitted_by"))
			.isEqualTo("writer");
	}

	@Test
	void letsEverybodyRead() {
		assertThat(this.anyone.get(ROUTE).status()).isEqualTo(200);
		assertThat(this.anyone.as(Tokens.READER).get(ROUTE).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { ROUTE, "/", "/health", "/openapi.yaml", "/swagger-ui/index.html", "/log/key", "/nothing",
			"/problems/forbidden", "/api/v1/packet-checks" })
	void tellsBrowsersToTakeNoChances(String path) {
		Reply reply = this.anyone.get(path);
		assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none';")
			.contains("frame-ancestors 'none'")
			.doesNotContain("unsafe-eval");
		assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(reply.header("Permissions-Policy")).contains("camera=()");
		assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
		assertThat(reply.header("Strict-Transport-Security")).isNull();
	}

	@Test
	void setsNoCookie() {
		assertThat(this.anyone.get(ROUTE).header("Set-Cookie")).isNull();
		assertThat(this.anyone.as(Tokens.ALICE).record(TestPacket.fresh().bytes()).header("Set-Cookie")).isNull();
	}

	@Test
	void answersToItsOwnNamesOnly() {
		Reply reply = this.anyone.get(ROUTE, "Host", "rebind.example");
		assertThat(reply.status()).isEqualTo(403);
		assertThat(reply.at("/detail")).contains("rebind.example").contains("registry.security.allowed-hosts");
		assertThat(this.anyone.get(ROUTE, "Host", "localhost:1234").status()).isEqualTo(200);
		assertThat(this.anyone.get(ROUTE, "Host", "LOCALHOST").status()).isEqualTo(200);
	}

	@Test
	void allowsNoOtherOrigin() {
		Reply reply = this.anyone.get(ROUTE, "Origin", "https://evil.example");
		assertThat(reply.header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.anyone.get("/health").header("Access-Control-Allow-Origin")).isEqualTo("*");
	}

}
