package cto.registry.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import cto.registry.cli.Commands;
import cto.registry.packet.PacketMediaType;
import cto.registry.recording.PendingSubmission;
import cto.registry.recording.Sequencer;
import cto.registry.recording.Submission;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record that an earlier release took, with text that intake would refuse today, such
 * as a secret of a form that it did not know.
 */
class EarlierRecordTests {

	private static final TestPacket PACKET = TestPacket.fresh()
		.with("notes", "\"https://user:hunter2@example.org\"")
		.with("title", "\"a\\u202eb\"");

	@Test
	void passesEveryCheckAndIsFoundAgain() {
		TestDatabase database = TestDatabase.fresh();
		String key;
		try (AnotherService service = AnotherService.on(database)) {
			Client client = service.client().as(Tokens.ALICE);
			assertThat(client.record(PACKET.bytes()).at("/errors/0/code")).isEqualTo("secret");
			record(service);
			Reply again = client.record(PACKET.bytes());
			assertThat(again.status()).isEqualTo(200);
			assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
			String record = "/api/v1/execution-requests/" + again.at("/id");
			assertThat(client.get(record + "/validation").json().get("valid").asBoolean()).isTrue();
			assertThat(client.get("/api/v1/workboard").text()).contains("\"status\":\"validated\"")
				.doesNotContain("failed\"");
			key = client.get("/log/key").text().strip();
		}
		assertThat(audit(database, key)).contains("No findings");
	}

	/** As an intake without these rules would. */
	private static void record(AnotherService service) {
		service.part(Sequencer.class)
			.append(new PendingSubmission(new Submission(PACKET.bytes(), PacketMediaType.JSON, "alice", null),
					PACKET.proposal()));
	}

	private static String audit(TestDatabase database, String key) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
		int code = Commands.run(new ByteArrayInputStream(new byte[0]), print, print, "audit", "--key", key,
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.writer().user(),
				"--spring.datasource.password=" + database.writer().password());
		assertThat(code).isZero();
		return out.toString(StandardCharsets.UTF_8);
	}

}
