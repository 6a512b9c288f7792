package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import cto.registry.problem.ProblemType;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Problems of the contract that no other test covers.
 */
@RegistryTest
class ProblemTests {

	private static final String ROUTE = "/api/v1/execution-requests";

	private final Client anyone;

	private final Client alice;

	ProblemTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
		this.alice = this.anyone.as(Tokens.ALICE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE" })
	void refusesToChangeARecord(String method) {
		String id = this.alice.record(TestPacket.fresh().bytes()).at("/id");
		for (String path : List.of("", "/" + id, "/" + id + "/packet", "/" + id + "/validation")) {
			for (Client client : List.of(this.anyone, this.alice)) {
				Reply reply = client.send(method, ROUTE + path, TestPacket.fresh().bytes(), "Content-Type",
						"application/json");
				assertThat(reply.status()).isEqualTo(405);
				assertThat(reply.at("/type")).isEqualTo("/problems/append-only");
				assertThat(reply.header("Allow")).isEqualTo(path.isEmpty() ? "GET, HEAD, POST" : "GET, HEAD");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/guardrails", "/api/v1/repositories", "/health", "/openapi.yaml",
			"/schemas/approval-packet.json" })
	void refusesToPostWhereThereIsOnlyToRead(String path) {
		Reply reply = this.alice.post(path, "application/json", TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(405);
		assertThat(reply.at("/code")).isEqualTo("append_only");
	}

	@Test
	void findsNothingOutsideItsRoutes() {
		assertThat(this.anyone.get("/api/v1/approvals").status()).isEqualTo(404);
		assertThat(this.anyone.get("/nothing").at("/type")).isEqualTo("/problems/not-found");
		assertThat(this.alice.post("/api/v1/approve", "application/json", new byte[] { '{' }).status()).isEqualTo(404);
	}

	@Test
	void hasNoOtherFormThanTheContractSays() {
		String id = this.alice.record(TestPacket.fresh().bytes()).at("/id");
		for (String path : List.of(ROUTE, ROUTE + "/" + id, ROUTE + "/" + id + "/packet", "/api/v1/guardrails")) {
			Reply reply = this.anyone.get(path, "Accept", "image/png");
			assertThat(reply.status()).isEqualTo(406);
			assertThat(reply.at("/code")).isEqualTo("not_acceptable");
			assertThat(reply.at("/detail")).contains("application/json");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "application/x-yaml", "application/json; charset=utf-16",
			"application/x-www-form-urlencoded", "nonsense" })
	void refusesWhatIsNoPacketByItsType(String type) {
		for (String path : List.of(ROUTE, "/api/v1/packet-checks")) {
			Reply reply = this.alice.post(path, type, TestPacket.fresh().bytes());
			assertThat(reply.status()).isEqualTo(415);
			assertThat(reply.at("/code")).isEqualTo("unsupported_media_type");
			assertThat(reply.header("Accept-Post")).isEqualTo("application/json, application/yaml");
		}
	}

	@Test
	void tellsABlankValueFromOneThatIsTooLong() {
		assertThat(this.anyone.get(ROUTE + "?q=%20%20").at("/detail"))
			.isEqualTo("q is blank; write 1 to 200 characters that are not all spaces");
		assertThat(this.anyone.get(ROUTE + "?q=" + "a".repeat(201)).at("/detail"))
			.isEqualTo("q has 201 characters; allowed are 1 to 200");
	}

	@Test
	void refusesAPacketWithoutAType() {
		Reply reply = this.alice.send("POST", ROUTE, TestPacket.fresh().bytes());
		assertThat(reply.status()).isEqualTo(415);
		assertThat(reply.at("/detail")).contains("missing");
	}

	@Test
	void refusesEncodedBytes() {
		Reply reply = this.alice.record(TestPacket.fresh().bytes(), "Content-Encoding", "gzip");
		assertThat(reply.status()).isEqualTo(415);
		assertThat(reply.at("/detail")).contains("gzip");
		assertThat(this.alice.record(TestPacket.fresh().bytes(), "Content-Encoding", "identity").status())
			.isEqualTo(201);
	}

	@Test
	void takesAPacketOfTheLimitAndNotAByteMore() {
		byte[] packet = TestPacket.fresh().bytes();
		byte[] largest = padded(packet, 1_048_576);
		assertThat(this.alice.record(largest).status()).isEqualTo(201);
		Reply reply = this.alice.record(padded(TestPacket.fresh().bytes(), 1_048_577));
		assertThat(reply.status()).isEqualTo(413);
		assertThat(reply.at("/code")).isEqualTo("packet_too_large");
		assertThat(reply.at("/detail")).contains("1048576");
	}

	@ParameterizedTest
	@EnumSource(ProblemType.class)
	void explainsEveryProblemWhereItsTypePoints(ProblemType type) {
		if (type.uri().isAbsolute()) {
			return;
		}
		Reply page = this.anyone.get(type.uri().toString());
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.text()).contains(type.title(), type.code());
	}

	@Test
	void knowsNoOtherProblem() {
		assertThat(this.anyone.get("/problems/approved").status()).isEqualTo(404);
	}

	@Test
	void showsNoInsidesOfTheService() {
		byte[] odd = "{\"packet_id\": \"\\u0000'; DROP TABLE\"}".getBytes(StandardCharsets.UTF_8);
		String everything = this.alice.record(odd).text() + this.anyone.get(ROUTE + "?q=%27%3B--").text()
				+ this.anyone.get("/error").text();
		assertThat(everything).doesNotContain("java.", "org.", "PSQL", "SELECT", "at cto", "Exception");
	}

	private static byte[] padded(byte[] packet, int length) {
		byte[] padded = new byte[length];
		Arrays.fill(padded, (byte) ' ');
		System.arraycopy(packet, 0, padded, 0, packet.length);
		return padded;
	}

}
