package cto.registry.observability;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import cto.registry.recording.FreezeSwitch;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@RegistryTest
class MetricsTests {

	private static final String PACKETS = "registry_intake_packets_total{outcome=\"%s\"}";

	private static final String REQUESTS = "http_server_requests_seconds_count{method=\"%s\",outcome=\"%s\",status=\"%d\",uri=\"%s\"}";

	private final Client alice;

	private final TestDatabase database;

	private final DatabaseMonitor surveyor;

	private final FreezeSwitch intake;

	private final ApplicationContext context;

	MetricsTests(@LocalServerPort int port, @Autowired TestDatabase database, @Autowired DatabaseMonitor surveyor,
			@Autowired FreezeSwitch intake, @Autowired ApplicationContext context) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
		this.surveyor = surveyor;
		this.intake = intake;
		this.context = context;
	}

	@Test
	void countPacketsByWhatBecameOfThem() {
		Scrape before = Scrape.of(this.alice);
		TestPacket packet = TestPacket.fresh();
		this.alice.record(packet.bytes());
		this.alice.record(packet.bytes());
		this.alice.record(packet.with("title", "\"Another\"").bytes());
		this.alice.record(TestPacket.fresh().with("approval_granted", "true").bytes());
		this.alice.record(TestPacket.fresh().without("title").bytes());
		this.alice.record("{".getBytes(StandardCharsets.US_ASCII));
		this.intake.freeze("for a test");
		this.alice.record(TestPacket.fresh().bytes());
		this.intake.thaw("after a test");
		Scrape after = Scrape.of(this.alice);
		for (String outcome : new String[] { "recorded", "replayed", "packet_id_conflict", "guardrail_violation",
				"invalid", "malformed", "frozen" }) {
			String sample = PACKETS.formatted(outcome);
			assertThat(after.of(sample) - before.of(sample)).as(outcome).isEqualTo(1);
		}
		for (String outcome : new String[] { "overloaded", "log_locked", "guardrails_broken", "unsigned_rows",
				"database_unavailable", "failed", "idempotency_key_reused" }) {
			assertThat(after.samples()).as(outcome).containsKey(PACKETS.formatted(outcome));
		}
		assertThat(after.of("registry_batch_commit_seconds_count") - before.of("registry_batch_commit_seconds_count"))
			.isEqualTo(3);
		assertThat(after.of("registry_batch_size_records_sum") - before.of("registry_batch_size_records_sum"))
			.isEqualTo(3);
		assertThat(after.of("registry_batch_failures_total") - before.of("registry_batch_failures_total")).isEqualTo(1);
	}

	@Test
	void showTheDatabaseAsItWasLastSeen() throws SQLException {
		this.alice.record(TestPacket.fresh().bytes());
		this.surveyor.look();
		Scrape seen = Scrape.of(this.alice);
		double records = (double) this.database.number("SELECT count(*) FROM registry.execution_request");
		assertThat(seen.of("registry_log_records")).isEqualTo(records);
		assertThat(seen.of("registry_log_tree_size")).isEqualTo(records);
		assertThat(seen.of("registry_guardrails_intact")).isEqualTo(1);
		assertThat(seen.of("registry_database_read_only")).isZero();
		assertThat(seen.of("registry_intake_frozen{by=\"switch\"}")).isZero();
		assertThat(seen.of("registry_intake_frozen{by=\"configuration\"}")).isZero();
		for (String time : new String[] { "registry_log_last_record_timestamp_seconds",
				"registry_database_seen_timestamp_seconds" }) {
			assertThat(seen.of(time)).isCloseTo((double) Instant.now().getEpochSecond(), within(60.0));
		}
	}

	@Test
	void sayHowLongOneSessionHasHeldTheLogsLock() throws SQLException {
		try (Connection other = this.database.connect(this.database.superuser());
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT registry.lock_log()");
			this.surveyor.look();
			DatabaseSnapshot first = Objects.requireNonNull(this.surveyor.last());
			this.surveyor.look();
			DatabaseSnapshot second = Objects.requireNonNull(this.surveyor.last());
			assertThat(second.lockedSince()).isEqualTo(first.lockedSince());
			assertThat(second.lockedSeconds()).isGreaterThan(first.lockedSeconds());
			assertThat(Scrape.of(this.alice).of("registry_log_lock_held_seconds")).isPositive();
			other.commit();
			statement.execute("SELECT registry.lock_log()");
			this.surveyor.look();
			assertThat(Objects.requireNonNull(this.surveyor.last()).lockedSince()).isAfter(second.at());
		}
		this.surveyor.look();
		assertThat(Objects.requireNonNull(this.surveyor.last()).lock()).isNull();
		assertThat(Scrape.of(this.alice).of("registry_log_lock_held_seconds")).isZero();
	}

	@Test
	void sayThatRecordingIsFrozenOrAGuardrailMissing() throws SQLException, InterruptedException {
		this.intake.freeze("for a test");
		this.database.execute(this.database.superuser(),
				"ALTER TABLE registry.idempotency_key DISABLE TRIGGER idempotency_key_append_only");
		try {
			Thread.sleep(1100);
			this.surveyor.look();
			Scrape seen = Scrape.of(this.alice);
			assertThat(seen.of("registry_intake_frozen{by=\"switch\"}")).isEqualTo(1);
			assertThat(seen.samples()).containsEntry("registry_guardrails_intact", 0.0);
		}
		finally {
			this.database.execute(this.database.superuser(),
					"ALTER TABLE registry.idempotency_key ENABLE ALWAYS TRIGGER idempotency_key_append_only");
			this.intake.thaw("after a test");
			this.alice.get("/api/v1/guardrails");
		}
	}

	@Test
	void sayThatTheGuardrailsAreBrokenWhereNothingElseCanBeRead() throws SQLException, InterruptedException {
		this.database.execute(this.database.superuser(), "ALTER TABLE registry.intake_switch RENAME TO elsewhere");
		try {
			Thread.sleep(1100);
			this.surveyor.look();
			assertThat(Scrape.of(this.alice).samples()).containsEntry("registry_guardrails_intact", 0.0);
		}
		finally {
			this.database.execute(this.database.superuser(), "ALTER TABLE registry.elsewhere RENAME TO intake_switch");
			this.alice.get("/api/v1/guardrails");
		}
	}

	@Test
	void timeRequestsByRouteAndNeverByWhatTheSenderChooses() {
		String record = String.valueOf(this.alice.record(TestPacket.fresh().bytes()).header("Location"));
		Scrape before = Scrape.of(this.alice);
		this.alice.get(record);
		this.alice.get(record + "/packet");
		this.alice.get("/api/v1/execution-requests?q=anything");
		this.alice.get("/no/such/path");
		Client.at(port()).get("/api/v1/execution-requests", "Host", "elsewhere.example");
		Client.at(port()).record(TestPacket.fresh().bytes());
		Scrape after = Scrape.of(this.alice);
		String route = "/api/v1/execution-requests";
		for (String sample : new String[] { REQUESTS.formatted("GET", "SUCCESS", 200, route + "/{id}"),
				REQUESTS.formatted("GET", "SUCCESS", 200, route + "/{id}/packet"),
				REQUESTS.formatted("GET", "SUCCESS", 200, route), REQUESTS.formatted("GET", "CLIENT_ERROR", 404, "/**"),
				REQUESTS.formatted("GET", "CLIENT_ERROR", 403, "UNKNOWN"),
				REQUESTS.formatted("POST", "CLIENT_ERROR", 401, "UNKNOWN") }) {
			assertThat(after.of(sample) - before.of(sample)).as(sample + " in " + after.samples().keySet())
				.isEqualTo(1);
		}
		assertThat(after.samples().keySet()).noneMatch((sample) -> sample.contains("anything"))
			.noneMatch((sample) -> sample.contains("no/such"));
	}

	@Test
	void doNotLetUnknownMethodsMakeMoreOfThem() {
		for (String method : new String[] { "BREW", "WHEN" }) {
			this.alice.send(method, "/api/v1/execution-requests", new byte[0]);
		}
		assertThat(Scrape.of(this.alice).samples().keySet())
			.noneMatch((sample) -> sample.contains("BREW") || sample.contains("WHEN"));
	}

	@Test
	void areThereForTheProcessAndItsPools() {
		assertThat(Scrape.of(this.alice).names()).contains("jvm_memory_used_bytes", "hikaricp_connections_active",
				"registry_queue_records", "registry_queue_bytes", "registry_stream_readers",
				"registry_http_connections", "logback_events_total");
	}

	@Test
	void leaveOutTracingWhereNobodyCollectsTraces() {
		assertThat(this.context.getBeanDefinitionNames()).doesNotContain("webMvcObservationFilter")
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("opentelemetry")
					|| name.toLowerCase(Locale.ROOT).contains("tracer"));
	}

	private int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
