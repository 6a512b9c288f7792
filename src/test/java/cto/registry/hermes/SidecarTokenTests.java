package cto.registry.hermes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static cto.registry.hermes.SidecarFile.HEADER;
import static cto.registry.hermes.SidecarFile.OTHER;
import static cto.registry.hermes.SidecarFile.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Hermes WebUI may do with its token, where reading needs one.
 */
@RegistryTest
@TestPropertySource(properties = "registry.security.allowed-hosts=127.0.0.1,localhost,registry.example")
@DirtiesContext
class SidecarTokenTests {

	private static final String LIST = "/api/v1/execution-requests";

	@TempDir
	private static Path state = Path.of(".");

	private final SidecarFile file = SidecarFile.in(state);

	private final Client anyone;

	private final Client alice;

	SidecarTokenTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
		this.alice = this.anyone.as(Tokens.ALICE);
	}

	@DynamicPropertySource
	static void stateOfHermes(DynamicPropertyRegistry registry) {
		registry.add("registry.security.hermes.token-file", () -> "");
		registry.add("registry.security.hermes.state-dir", () -> state.toString());
	}

	@BeforeEach
	void hermesMakesItsToken() throws IOException {
		this.file.write(SECRET);
	}

	@Test
	void readsEverything() {
		String record = LIST + "/" + this.alice.record(TestPacket.fresh().bytes()).at("/id");
		for (String path : List.of(LIST, record, record + "/packet", record + "/validation", record + "/proof",
				"/api/v1/guardrails", "/api/v1/repositories", "/api/v1/approvers", "/log/checkpoint", "/log/key")) {
			assertThat(this.anyone.get(path).status()).as(path).isEqualTo(401);
			assertThat(this.anyone.get(path, HEADER, SECRET).status()).as(path).isEqualTo(200);
		}
	}

	@Test
	void readsOnlyWhatIsNewByPolling() {
		Reply first = this.anyone.get(LIST, HEADER, SECRET);
		String tag = String.valueOf(first.header("ETag"));
		assertThat(this.anyone.get(LIST, HEADER, SECRET, "If-None-Match", tag).status()).isEqualTo(304);
		this.alice.record(TestPacket.fresh().bytes());
		assertThat(this.anyone.get(LIST, HEADER, SECRET, "If-None-Match", tag).status()).isEqualTo(200);
	}

	@Test
	void recordsNothing() {
		TestPacket packet = TestPacket.fresh();
		for (String type : List.of("application/json", "application/yaml")) {
			Reply reply = this.anyone.post(LIST, type, packet.bytes(), HEADER, SECRET);
			assertThat(reply.status()).isEqualTo(403);
			assertThat(reply.at("/type")).isEqualTo("/problems/forbidden");
			assertThat(reply.at("/detail")).contains("submit");
		}
		assertThat(this.alice.get(LIST + "?packet_id=" + packet.id()).json().get("items")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE" })
	void changesNothing(String method) {
		String id = this.alice.record(TestPacket.fresh().bytes()).at("/id");
		assertThat(this.anyone.send(method, LIST + "/" + id, new byte[0], HEADER, SECRET).status()).isEqualTo(405);
	}

	@Test
	void hasAPacketChecked() {
		Reply reply = this.anyone.post("/api/v1/packet-checks", "application/json", TestPacket.fresh().bytes(), HEADER,
				SECRET);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().get("stored").asBoolean(true)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", OTHER, SECRET + "0", "Sidecar-secret_for-tests-00000000000000000",
			"sidecar-secret_for-tests-000000000000000000", "ä" })
	void isRefusedWithAnyOtherToken(String token) {
		Reply reply = this.anyone.get(LIST, HEADER, token);
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.at("/type")).isEqualTo("/problems/unauthenticated");
		assertThat(reply.at("/detail")).contains(HEADER, "state directory");
		assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
		assertThat(reply.text()).doesNotContain(SECRET);
	}

	@Test
	void isRefusedWithTwoTokens() {
		assertThat(this.anyone.get(LIST, HEADER, SECRET, HEADER, SECRET).status()).isEqualTo(401);
		assertThat(this.anyone.get(LIST, HEADER, SECRET, HEADER, OTHER).status()).isEqualTo(401);
	}

	@Test
	void readsWithItsNextTokenAndNoLongerWithTheLast() throws IOException {
		assertThat(this.anyone.get(LIST, HEADER, SECRET).status()).isEqualTo(200);
		this.file.write(OTHER);
		assertThat(this.anyone.get(LIST, HEADER, SECRET).status()).isEqualTo(401);
		assertThat(this.anyone.get(LIST, HEADER, OTHER).status()).isEqualTo(200);
		this.file.remove();
		assertThat(this.anyone.get(LIST, HEADER, OTHER).status()).isEqualTo(503);
	}

	@Test
	void addsNoRoleToABearerToken() {
		byte[] packet = TestPacket.fresh().bytes();
		assertThat(this.anyone.as(Tokens.WRITER).get(LIST, HEADER, SECRET).status()).isEqualTo(403);
		assertThat(this.anyone.as(Tokens.READER).record(packet, HEADER, SECRET).status()).isEqualTo(403);
		assertThat(this.anyone.as("wrong").get(LIST, HEADER, SECRET).status()).isEqualTo(401);
		assertThat(this.anyone.get(LIST, HEADER, SECRET, "Authorization", "Basic YTpi").status()).isEqualTo(401);
	}

	@Test
	void takesNoRoleFromABearerToken() {
		assertThat(this.alice.record(TestPacket.fresh().bytes(), HEADER, OTHER).status()).isEqualTo(201);
		assertThat(this.anyone.as(Tokens.READER).get(LIST, HEADER, OTHER).status()).isEqualTo(200);
	}

	@Test
	void findsHealthWithoutAToken() throws IOException {
		assertThat(this.anyone.get("/health", HEADER, OTHER).status()).isEqualTo(200);
		this.file.remove();
		Reply health = this.anyone.get("/health", HEADER, SECRET, "Origin", "http://127.0.0.1:8787");
		assertThat(health.json().get("ok").asBoolean()).isTrue();
		assertThat(health.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(health.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void isAnsweredByTheNamesOfTheServiceOnly() {
		assertThat(this.anyone.get(LIST, HEADER, SECRET, "Host", "127.0.0.1:8080").status()).isEqualTo(200);
		assertThat(this.anyone.get(LIST, HEADER, SECRET, "Host", "rebind.example").status()).isEqualTo(403);
	}

}
