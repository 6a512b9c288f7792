package cto.registry.recording;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import cto.registry.cli.Commands;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator's switch, turned by the commands as the operator would.
 */
@RegistryTest
class FreezeStateTests {

	private static final String REASON = "the database moves to a new server";

	private final Client alice;

	private final TestDatabase database;

	FreezeStateTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@AfterEach
	void thaw() {
		assertThat(command("thaw")).startsWith("0 ");
	}

	@Test
	void refusesRecordingAndSaysWhyUntilItIsThawed() {
		byte[] packet = TestPacket.fresh().bytes();
		assertThat(command("freeze", REASON)).startsWith("0 Recording is frozen since ").contains(REASON);
		assertThatItIsFrozen(this.alice.record(packet), REASON);
		assertThat(command("thaw", "moved")).startsWith("0 Recording goes on.").contains(REASON);
		assertThat(this.alice.record(packet).status()).isEqualTo(201);
	}

	@Test
	void goesOnReadingAndCheckingAndIsReady() {
		byte[] packet = TestPacket.fresh().bytes();
		String record = String.valueOf(this.alice.record(packet).header("Location"));
		command("freeze", REASON);
		for (String path : List.of(record, record + "/packet", record + "/proof", record + "/validation",
				"/api/v1/execution-requests", "/api/v1/workboard", "/api/v1/guardrails", "/log/checkpoint",
				"/actuator/health/readiness", "/health")) {
			assertThat(this.alice.get(path).status()).as(path).isEqualTo(200);
		}
		Reply check = this.alice.post("/api/v1/packet-checks", "application/json", TestPacket.fresh().bytes());
		assertThat(check.json().get("valid").asBoolean()).isTrue();
		byte[] bad = TestPacket.fresh().with("approval_granted", "true").bytes();
		assertThat(this.alice.record(bad).status()).isEqualTo(422);
	}

	@Test
	void repeatsEarlierAnswersAndWritesNothingForThem() throws SQLException {
		byte[] packet = TestPacket.fresh().bytes();
		String key = TestPacket.fresh().id();
		this.alice.record(packet, "Idempotency-Key", key);
		command("freeze", REASON);
		long keys = this.database.number("SELECT count(*) FROM registry.idempotency_key");
		assertThat(this.alice.record(packet).status()).isEqualTo(200);
		assertThat(this.alice.record(packet, "Idempotency-Key", key).status()).isEqualTo(201);
		assertThatItIsFrozen(this.alice.record(packet, "Idempotency-Key", key + "-new"), REASON);
		assertThat(this.database.number("SELECT count(*) FROM registry.idempotency_key")).isEqualTo(keys);
	}

	@Test
	void letsNothingInOnceTheCommandHasEnded() {
		List<Callable<Reply>> posts = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			byte[] packet = TestPacket.fresh().bytes();
			posts.add(() -> this.alice.record(packet));
		}
		List<Long> sizes = new ArrayList<>();
		List<Reply> replies = Senders.run(8, posts, () -> {
			Thread.sleep(100);
			command("freeze", REASON);
			sizes.add(records());
		});
		sizes.add(records());
		assertThat(sizes.get(1)).isEqualTo(sizes.get(0));
		assertThat(replies).extracting(Reply::status).containsOnly(201, 503).contains(503);
	}

	@Test
	void keepsTheFirstReasonAndTheWholeHistory() throws SQLException {
		long rows = this.database.number("SELECT count(*) FROM registry.intake_switch");
		command("freeze", REASON);
		assertThat(command("freeze", "another")).startsWith("0 ").contains(REASON);
		command("thaw");
		assertThat(command("thaw")).isEqualTo("0 Recording was not frozen; nothing was changed.");
		assertThat(this.database.number("SELECT count(*) FROM registry.intake_switch")).isEqualTo(rows + 2);
	}

	@Test
	void takesAReasonOfOneLineOnly() {
		for (String reason : List.of("", " ", "two\nlines", "\u001b[2J", "x".repeat(201))) {
			assertThat(command("freeze", reason)).startsWith("2 ").contains("one line of 1 to 200 characters");
		}
		assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
	}

	@Test
	void holdsOnEveryInstanceWhichMayBeFrozenByItsConfigurationToo() {
		try (AnotherService other = AnotherService.on(this.database, "--registry.intake.frozen=true")) {
			Client there = other.client().as(Tokens.ALICE);
			byte[] packet = TestPacket.fresh().bytes();
			assertThatItIsFrozen(there.record(packet), "registry.intake.frozen");
			assertThat(this.alice.record(packet).status()).isEqualTo(201);
			assertThat(there.record(packet).status()).isEqualTo(200);
			assertThat(there.get("/actuator/health/readiness").status()).isEqualTo(200);
		}
		command("freeze", REASON);
		try (AnotherService other = AnotherService.on(this.database)) {
			assertThatItIsFrozen(other.client().as(Tokens.ALICE).record(TestPacket.fresh().bytes()), REASON);
			command("thaw");
			assertThat(other.client().as(Tokens.ALICE).record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		}
	}

	private static void assertThatItIsFrozen(Reply reply, String reason) {
		assertThat(reply.status()).isEqualTo(503);
		assertThat(reply.at("/type")).isEqualTo("/problems/intake-frozen");
		assertThat(reply.at("/detail")).contains(reason);
		assertThat(reply.header("Retry-After")).isEqualTo("30");
	}

	private long records() {
		try {
			return this.database.number("SELECT count(*) FROM registry.execution_request");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns the exit code and all that was printed. */
	private String command(String... words) {
		List<String> arguments = new ArrayList<>(List.of(words));
		arguments.add("--spring.datasource.url=" + this.database.url());
		arguments.add("--spring.datasource.username=" + this.database.writer().user());
		arguments.add("--spring.datasource.password=" + this.database.writer().password());
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
		int code = Commands.run(InputStream.nullInputStream(), out, out, arguments.toArray(String[]::new));
		return code + " " + printed.toString(StandardCharsets.UTF_8).strip();
	}

}
