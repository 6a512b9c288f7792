package cto.registry.web.security;

import java.util.List;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what where others can reach the service.
 */
@RegistryTest
class NetworkAccessTests implements Guarded {

	private static final List<String> READING = List.of("/api/v1/execution-requests",
			"/api/v1/execution-requests/00000000-0000-7000-8000-000000000000",
			"/api/v1/execution-requests/00000000-0000-7000-8000-000000000000/packet",
			"/api/v1/execution-requests/00000000-0000-7000-8000-000000000000/validation", "/api/v1/guardrails",
			"/api/v1/repositories", "/api/v1/approvers", "/actuator/info", "/actuator/prometheus", "/nothing");

	private static final List<String> OPEN = List.of("/health", "/actuator/health/liveness",
			"/actuator/health/readiness", "/schemas/approval-packet.json", "/openapi.yaml", "/problems/forbidden", "/",
			"/ui/execution-requests.js");

	private final Client anyone;

	NetworkAccessTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
	}

	@Test
	void needsATokenToRead() {
		for (String path : READING) {
			assertThat(this.anyone.get(path).status()).as(path).isEqualTo(401);
			assertThat(this.anyone.as(Tokens.WRITER).get(path).status()).as(path).isEqualTo(403);
			assertThat(this.anyone.as(Tokens.READER).get(path).status()).as(path).isIn(200, 404);
		}
	}

	@Test
	void needsATokenToFollow() {
		String path = "/api/v1/stream";
		assertThat(this.anyone.get(path).status()).isEqualTo(401);
		assertThat(this.anyone.as(Tokens.WRITER).get(path).status()).isEqualTo(403);
		// a stream that is open has no end
		assertThat(this.anyone.as(Tokens.READER).send("HEAD", path, new byte[0]).status()).isEqualTo(200);
	}

	@Test
	void needsATokenToBeToldThatNothingCanBeChanged() {
		for (String method : List.of("PUT", "PATCH", "DELETE")) {
			assertThat(this.anyone.send(method, READING.get(1), new byte[0]).status()).isEqualTo(401);
			assertThat(this.anyone.as(Tokens.READER).send(method, READING.get(1), new byte[0]).status()).isEqualTo(405);
		}
	}

	@Test
	void needsATokenToCheckAndToRecord() {
		byte[] packet = TestPacket.fresh().bytes();
		assertThat(this.anyone.post("/api/v1/packet-checks", "application/json", packet).status()).isEqualTo(401);
		assertThat(this.anyone.record(packet).status()).isEqualTo(401);
		assertThat(this.anyone.as(Tokens.READER).record(packet).status()).isEqualTo(403);
		assertThat(this.anyone.as(Tokens.WRITER).record(packet).status()).isEqualTo(201);
	}

	@Test
	void namesTheRoleThatIsNeeded() {
		byte[] packet = TestPacket.fresh().bytes();
		String checks = "/api/v1/packet-checks";
		assertThat(this.anyone.post(checks, "application/json", packet).at("/detail")).endsWith("the role read");
		assertThat(this.anyone.as(Tokens.WRITER).post(checks, "application/json", packet).at("/detail"))
			.contains("the role read");
		assertThat(this.anyone.record(packet).at("/detail")).endsWith("the role submit");
		assertThat(this.anyone.as(Tokens.READER).record(packet).at("/detail")).contains("the role submit");
		assertThat(this.anyone.get(READING.get(0)).at("/detail")).endsWith("the role read");
	}

	@Test
	void leavesOpenOnlyWhatHoldsNoRecord() {
		for (String path : OPEN) {
			assertThat(this.anyone.get(path).status()).as(path).isEqualTo(200);
		}
	}

}
