package cto.registry.recording;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import cto.registry.audit.AuditSummary;
import cto.registry.log.WholeLog;
import cto.registry.note.VerifierKey;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database whose settings change what a statement means: the service migrates, records
 * and reads as in any other.
 */
class DatabaseSettingsTests {

	private static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("quote_all_identifiers", "on"),
			Map.entry("standard_conforming_strings", "off"), Map.entry("search_path", "''"),
			Map.entry("DateStyle", "German"), Map.entry("IntervalStyle", "iso_8601"),
			Map.entry("TimeZone", "'Asia/Calcutta'"), Map.entry("bytea_output", "escape"),
			Map.entry("extra_float_digits", "-15"), Map.entry("xmlbinary", "hex"), Map.entry("array_nulls", "off"),
			Map.entry("transform_null_equals", "on"), Map.entry("row_security", "off"),
			Map.entry("default_transaction_isolation", "serializable"),
			Map.entry("default_transaction_deferrable", "on"), Map.entry("plpgsql.extra_errors", "'all'"),
			Map.entry("plpgsql.variable_conflict", "use_column"), Map.entry("synchronous_commit", "local"),
			Map.entry("statement_timeout", "20000"), Map.entry("check_function_bodies", "off"));

	@Test
	void changeNothingOfWhatIsRecordedAndRead() throws Exception {
		TestDatabase database = TestDatabase.fresh();
		String name = database.url().replaceAll(".*/|\\?.*", "");
		for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
			database.execute(database.superuser(),
					"ALTER DATABASE %s SET %s = %s".formatted(name, setting.getKey(), setting.getValue()));
		}
		database.execute(database.superuser(),
				"ALTER ROLE registry_owner IN DATABASE %1$s RESET ALL; ALTER ROLE registry_writer IN DATABASE %1$s RESET ALL"
					.formatted(name));
		try (AnotherService one = AnotherService.on(database); AnotherService two = AnotherService.on(database)) {
			Client alice = one.client().as(Tokens.ALICE);
			Client bob = two.client().as(Tokens.BOB);
			Reply full = alice.record(TestPacket.fresh()
				.with("backend", "\"NULL\"")
				.with("notes", "\"back\\\\slash ' '' \\\" E'\\\\n' ü 漢 null NULL\"")
				.with("harness_command",
						"{\"argv\": [\"a,b\", \"{c}\", \"NULL\", \" \", \"\\\"\\\\\"], \"environment\": {\"A\": \"\\\\x00\"}}")
				.bytes(), "Idempotency-Key", "key'\\");
			assertThat(full.status()).as(full.text()).isEqualTo(201);
			List<Callable<Reply>> posts = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				byte[] packet = TestPacket.fresh().bytes();
				Client sender = (i % 2 == 0) ? alice : bob;
				posts.add(() -> sender.record(packet));
			}
			List<Reply> replies = Senders.run(8, posts);
			assertThat(replies).allMatch((reply) -> reply.status() == 201);
			Set<Long> indices = replies.stream()
				.map((reply) -> reply.json().get("log_index").asLong())
				.collect(Collectors.toSet());
			assertThat(indices).isEqualTo(LongStream.rangeClosed(1, 40).boxed().collect(Collectors.toSet()));
			assertThat(bob.get(String.valueOf(full.header("Location"))).text()).isEqualTo(full.text());
			for (String query : List.of("", "?q=slash", "?work_item=CTO-WORK-067", "?submitted_by=alice",
					"?target_repository=cto")) {
				assertThat(alice.get("/api/v1/execution-requests" + query).json().get("items").isEmpty()).as(query)
					.isFalse();
			}
			assertThat(alice.get(full.header("Location") + "/validation").text()).doesNotContain("\"passed\":false");
			assertThat(alice.get("/api/v1/guardrails").json().get("intact").asBoolean()).isTrue();
			VerifierKey key = VerifierKey.parse(alice.get("/log/key").text().strip());
			AuditSummary summary = WholeLog.isClean(database, key);
			assertThat(summary.records()).isEqualTo(41);
			assertThat(database.number("SELECT count(*) FROM registry.execution_request WHERE backend = 'NULL'"))
				.isEqualTo(1);
		}
	}

	/**
	 * At REPEATABLE READ it would see the database as it was before the wait, and none of
	 * what the lock was kept for.
	 */
	@Test
	void letWhoeverWaitedForTheLockSeeWhatWasCommittedMeanwhile() throws Exception {
		TestDatabase database = TestDatabase.migrated();
		database.execute(database.superuser(), "ALTER DATABASE " + database.url().replaceAll(".*/|\\?.*", "")
				+ " SET default_transaction_isolation = 'repeatable read'");
		FreezeSwitch intake = new FreezeSwitch(
				new DriverManagerDataSource(database.url(), database.writer().user(), database.writer().password()));
		try (Connection other = database.connect(database.writer())) {
			other.setAutoCommit(false);
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(other, true));
			AppendTransaction.lock(jdbc, AppendTransaction.IDLE_TIMEOUT);
			jdbc.update("INSERT INTO registry.intake_switch (ordinal, frozen, reason) VALUES (0, true, 'first')");
			CompletableFuture<FreezeState> waiting = CompletableFuture.supplyAsync(() -> intake.freeze("second"));
			while (database.number(
					"SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock' AND relation = 'registry.append_lock'::regclass AND NOT granted") == 0) {
				assertThat(waiting).isNotDone();
			}
			other.commit();
			assertThat(waiting.join().reason()).isEqualTo("first");
		}
	}

}
