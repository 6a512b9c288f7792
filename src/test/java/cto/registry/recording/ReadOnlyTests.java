package cto.registry.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that can be read and takes nothing, as a standby does, or one that its
 * administrator set so.
 */
class ReadOnlyTests {

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void isReadAndStartedOnWhileItTakesNothing() throws Exception {
		byte[] packet = TestPacket.fresh().bytes();
		byte[] later = TestPacket.fresh().bytes();
		String record;
		try (AnotherService service = AnotherService.on(this.database)) {
			Client alice = service.client().as(Tokens.ALICE);
			record = String.valueOf(alice.record(packet).header("Location"));
			readOnly(true);
			forgetBrokenConnections(alice, later);
			assertThatItIsOnlyRead(alice, record, packet, later);
		}
		try (AnotherService service = AnotherService.on(this.database)) {
			Client alice = service.client().as(Tokens.ALICE);
			assertThatItIsOnlyRead(alice, record, packet, later);
			readOnly(false);
			forgetBrokenConnections(alice, later);
			assertThat(alice.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(alice.record(later).status()).isIn(200, 201);
			assertThat(alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		}
	}

	private static void assertThatItIsOnlyRead(Client alice, String record, byte[] packet, byte[] other) {
		long began = System.nanoTime();
		Reply refusal = alice.record(other);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
		assertThat(refusal.status()).isEqualTo(503);
		assertThat(refusal.at("/type")).isEqualTo("/problems/database-unavailable");
		assertThat(refusal.at("/detail")).contains("can only be read");
		assertThat(refusal.header("Retry-After")).isNotNull();
		assertThat(alice.record(packet).status()).isEqualTo(200);
		assertThat(alice.post("/api/v1/packet-checks", "application/json", other).status()).isEqualTo(200);
		for (String path : List.of(record, record + "/packet", record + "/proof", record + "/validation",
				"/api/v1/execution-requests", "/api/v1/execution-requests?q=record", "/api/v1/workboard",
				"/api/v1/repositories", "/api/v1/approvers", "/log/checkpoint", "/actuator/health/readiness",
				"/actuator/health/liveness")) {
			assertThat(alice.get(path).status()).as(path).isEqualTo(200);
		}
		assertThat(alice.get("/api/v1/guardrails").status()).isEqualTo(503);
	}

	/**
	 * A post on a connection that ended has no known outcome, whatever the database takes
	 * later; and the pool looks at a connection only when it was idle for half a second.
	 */
	private static void forgetBrokenConnections(Client alice, byte[] packet) throws InterruptedException {
		alice.record(packet);
		Thread.sleep(1000);
	}

	/** For all sessions from now on; those that are open end. */
	private void readOnly(boolean on) throws SQLException {
		try (Connection connection = this.database.connect(this.database.superuser());
				Statement statement = connection.createStatement()) {
			statement.execute("SET default_transaction_read_only = off");
			statement.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = " + on
					+ "', current_database()); END $$");
			statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
					+ "WHERE datname = current_database() AND pid <> pg_backend_pid()");
		}
	}

}
