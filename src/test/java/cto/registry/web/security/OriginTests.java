package cto.registry.web.security;

import java.util.List;

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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What pages from elsewhere may do, where some may read.
 */
@RegistryTest
class OriginTests implements Guarded {

	private static final String LIST = "/api/v1/execution-requests";

	private static final String ALLOW = "Access-Control-Allow-Origin";

	private final Client anyone;

	private final Client alice;

	OriginTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
		this.alice = this.anyone.as(Tokens.ALICE);
	}

	@Test
	void mayReadWithAToken() {
		Reply page = this.alice.get(LIST, "Origin", Guarded.ORIGIN);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header(ALLOW)).isEqualTo(Guarded.ORIGIN);
		assertThat(page.header("Access-Control-Allow-Credentials")).isNull();
		assertThat(page.header("Access-Control-Expose-Headers")).contains("ETag", "Link");
		assertThat(page.headers().allValues("Vary")).anyMatch((vary) -> vary.contains("Origin"));
		assertThat(this.anyone.get(LIST, "Origin", Guarded.ORIGIN).status()).isEqualTo(401);
	}

	@Test
	void getNoAnswerThatACacheKeptForOthers() {
		String record = LIST + "/" + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		for (Reply reply : List.of(this.alice.get(record), this.alice.get(record, "Accept", "application/yaml"))) {
			assertThat(String.join(", ", reply.headers().allValues("Vary"))).contains("Origin").contains("Accept");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void mayAskWhetherTheyMayRead(String method) {
		Reply reply = this.anyone.send("OPTIONS", LIST, new byte[0], "Origin", Guarded.ORIGIN,
				"Access-Control-Request-Method", method, "Access-Control-Request-Headers",
				"authorization,if-none-match");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.header(ALLOW)).isEqualTo(Guarded.ORIGIN);
		assertThat(reply.header("Access-Control-Allow-Methods")).doesNotContain("POST");
		assertThat(reply.body()).isEmpty();
	}

	@Test
	void mayNotRecord() {
		Reply asked = this.anyone.send("OPTIONS", LIST, new byte[0], "Origin", Guarded.ORIGIN,
				"Access-Control-Request-Method", "POST");
		assertThat(asked.status()).isEqualTo(403);
		assertThat(asked.header(ALLOW)).isNull();
		Reply posted = this.alice.record(TestPacket.fresh().bytes(), "Origin", Guarded.ORIGIN);
		assertThat(posted.status()).isEqualTo(403);
		assertThat(posted.at("/detail")).contains(Guarded.ORIGIN, "registry.security.allowed-origins");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "https://panel.example.evil.example",
			"http://panel.example", "https://panel.example:444", "" })
	void mayNotReadFromAnotherOrigin(String origin) {
		Reply reply = this.alice.get(LIST, "Origin", origin);
		assertThat(reply.status()).isEqualTo(403);
		assertThat(reply.header(ALLOW)).isNull();
	}

	@Test
	void areNotThoseOfTheServiceItself() {
		assertThat(this.alice.record(TestPacket.fresh().bytes(), "Host", "localhost", "Origin", "https://localhost")
			.status()).isEqualTo(201);
	}

	@Test
	void mayAllSeeThatItLives() {
		Reply reply = this.anyone.get("/health", "Origin", "https://elsewhere.example");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.headers().allValues(ALLOW)).containsExactly("*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "null", "https://*.example", "https://panel.example/", "https://Panel.example",
			"https://panel.example:443", "http://panel.example:80", "panel.example", "ftp://panel.example",
			"https://panel.example/path", "" })
	void areConfiguredExactly(String origin) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecurityProperties(List.of(), "", List.of("localhost"), List.of(origin)))
			.withMessageContaining("https://panel.example");
	}

}
