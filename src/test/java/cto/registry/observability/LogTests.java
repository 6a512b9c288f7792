package cto.registry.observability;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log holds of a request, and what it never does.
 */
@RegistryTest
class LogTests {

	private static final String SECRET = "hunter2-AKIA";

	private final int port;

	private final Client alice;

	private final TestDatabase database;

	LogTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.port = port;
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void holdsNoPacketAndNoTokenInEitherForm() throws Exception {
		try (CapturedLog log = CapturedLog.begin()) {
			postWhatIsHostile();
			Reply fault = postWhatTheDatabaseRefuses();
			Client.at(this.port).as("wrong-" + SECRET).record(TestPacket.fresh().bytes());
			sendAHeaderThatCannotBeRead();
			this.alice.get("/api/v1/execution-requests?q=" + SECRET);
			this.alice.get("/api/v1/execution-requests?" + SECRET + "=1");
			assertThat(log.events()).hasSizeGreaterThan(3);
			assertThat(log.text()).noneMatch((line) -> line.contains(SECRET) || line.contains(Tokens.ALICE));
			assertThat(log.json()).noneMatch((line) -> line.contains(SECRET) || line.contains(Tokens.ALICE))
				.allMatch((line) -> line.indexOf('\n') == line.length() - 1)
				.allMatch((line) -> CapturedLog.parse(line).isObject());
			assertThat(log.json()).map(CapturedLog::parse)
				.filteredOn((line) -> line.at("/message").asString("").startsWith("Incident"))
				.singleElement()
				.satisfies((line) -> assertThat(line.at("/http/request/id").asString()).isEqualTo(fault.at("/incident"))
					.isEqualTo(fault.header("X-Request-Id")))
				.satisfies((line) -> assertThat(line.at("/error/stack_trace").asString()).contains("poison_for_logs"));
		}
	}

	@Test
	void keepsOneLineOneLineWhateverIsInItsMessageOrItsStackTrace() {
		String hostile = "one\r\n2026-01-01T00:00:00.000Z  INFO forged\u001b[2J\u0007\u009b\u202e\u200b\u2028";
		try (CapturedLog log = CapturedLog.begin()) {
			LoggerFactory.getLogger("cto.registry.hostile")
				.warn("said {}", hostile, new IllegalStateException(hostile, new IllegalArgumentException(hostile)));
			String text = log.text().get(0);
			assertThat(text).doesNotContain("\r", "\u001b", "\u0007", "\u009b", "\u202e", "\u200b", "\u2028")
				.contains("said one\n    2026-01-01", "IllegalStateException: one\n    2026-01-01")
				.endsWith("\n")
				.doesNotEndWith("\n\n");
			assertThat(text.strip().lines().skip(1)).allMatch((line) -> line.startsWith("    "));
			assertThat(log.json().get(0).strip()).doesNotContain("\n", "\r", "\u001b", "\u009b");
		}
	}

	@Test
	void namesTheRequestAndTheRecordInEachRelatedLine() {
		try (CapturedLog log = CapturedLog.begin()) {
			Reply reply = this.alice.record(TestPacket.fresh().bytes(), "X-Request-Id", "trace.me_1-2");
			assertThat(reply.header("X-Request-Id")).isEqualTo("trace.me_1-2");
			assertThat(log.json()).map(CapturedLog::parse)
				.filteredOn((line) -> line.at("/message").asString("").startsWith("Recorded at log index"))
				.singleElement()
				.satisfies((line) -> assertThat(at(line, "/http/request/id")).isEqualTo("trace.me_1-2"))
				.satisfies((line) -> assertThat(at(line, "/registry/record/id")).isEqualTo(reply.at("/id")));
			assertThat(log.text()).anyMatch((line) -> line.contains("[trace.me_1-2] "));
		}
	}

	@Test
	void takesOverNoIdThatCouldBeAnythingElse() {
		for (String given : List.of("a b", "a\"b", "<b>", "x".repeat(65), "é", "{}")) {
			String id = this.alice.get("/health", "X-Request-Id", given).header("X-Request-Id");
			assertThat(id).matches("[0-9a-f]{16}-[0-9a-z]+");
		}
		String longest = "x".repeat(64);
		assertThat(this.alice.get("/health", "X-Request-Id", longest).header("X-Request-Id")).isEqualTo(longest);
		assertThat(this.alice.get("/health").header("X-Request-Id"))
			.isNotEqualTo(this.alice.get("/health").header("X-Request-Id"));
	}

	@Test
	void namesRefusalsFromBeforeAnyRouteToo() {
		assertThat(Client.at(this.port).record(TestPacket.fresh().bytes()).header("X-Request-Id")).isNotNull();
		assertThat(this.alice.get("/nothing").header("X-Request-Id")).isNotNull();
		assertThat(this.alice.get("/health", "Host", "elsewhere.example").header("X-Request-Id")).isNotNull();
	}

	private static String at(JsonNode line, String pointer) {
		return line.at(pointer).asString("");
	}

	private void postWhatIsHostile() {
		String hostile = SECRET + "\\n2026-01-01 INFO forged\\u001b[2J\\u202e";
		for (TestPacket packet : List.of(TestPacket.fresh().with("title", '"' + hostile + '"'),
				TestPacket.fresh().with("notes", "\"" + SECRET + "\""),
				TestPacket.fresh().with("approval_granted", "\"" + hostile + "\""),
				TestPacket.fresh().with("approved-" + SECRET, "true"),
				TestPacket.fresh().with("allowed_paths", "[\"../" + hostile + "\"]"),
				TestPacket.fresh().with("target_repository", "\"" + SECRET + "\""))) {
			this.alice.record(packet.bytes());
			this.alice.post("/api/v1/packet-checks", "application/json", packet.bytes());
		}
		for (String broken : List.of("{\"title\": \"" + SECRET, SECRET + ": [", "\u0000" + SECRET,
				"[" + SECRET + "]")) {
			byte[] bytes = broken.getBytes(StandardCharsets.UTF_8);
			this.alice.record(bytes);
			this.alice.post("/api/v1/execution-requests", "application/yaml", bytes);
		}
	}

	/** The server's message quotes the row, unless it is asked not to. */
	private Reply postWhatTheDatabaseRefuses() throws SQLException {
		this.database.execute(this.database.superuser(),
				"CREATE UNIQUE INDEX poison_for_logs ON registry.execution_request (title) WHERE title LIKE 'Poison%'");
		try {
			String title = "\"Poison " + SECRET + "\"";
			this.alice.record(TestPacket.fresh().with("title", title).bytes());
			Reply reply = this.alice.record(TestPacket.fresh().with("title", title).bytes());
			assertThat(reply.status()).isEqualTo(500);
			return reply;
		}
		finally {
			this.database.execute(this.database.superuser(), "DROP INDEX registry.poison_for_logs");
		}
	}

	private void sendAHeaderThatCannotBeRead() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			OutputStream out = socket.getOutputStream();
			out.write(("GET /health HTTP/1.1\r\nHost: localhost\r\nAuthoriz\u0001ation: Bearer " + SECRET + "\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 400");
		}
	}

}
