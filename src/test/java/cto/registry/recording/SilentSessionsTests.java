package cto.registry.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.guardrail.Guardrails;
import cto.registry.log.Checkpoints;
import cto.registry.log.StoredTiles;
import cto.registry.note.SigningKey;
import cto.registry.record.SqlStates;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whoever has the log's lock and goes silent does not keep the others from recording.
 */
@RegistryTest
@DirtiesContext
class SilentSessionsTests {

	private static final Duration IDLE = Duration.ofMillis(500);

	private static final String LOCK = "SELECT registry.lock_log()";

	private final Client alice;

	private final TestDatabase database;

	private final DataSource writer;

	private final Guardrails guardrails;

	private final SigningKey key;

	private final TimeBasedEpochRandomGenerator ids;

	SilentSessionsTests(@LocalServerPort int port, @Autowired TestDatabase database, @Autowired Guardrails guardrails,
			@Autowired SigningKey key, @Autowired TimeBasedEpochRandomGenerator ids) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
		this.writer = new DriverManagerDataSource(database.url(), database.writer().user(),
				database.writer().password());
		this.guardrails = guardrails;
		this.key = key;
		this.ids = ids;
	}

	@Test
	void anInstanceThatStopsBetweenTwoStatementsLosesTheLockAndSaysThatNothingWasRecorded() throws Exception {
		StoppingClock clock = new StoppingClock();
		AppendTransaction silent = instance(clock);
		PendingSubmission submission = TestSubmissions.fresh();
		CompletableFuture<Void> run = CompletableFuture.runAsync(() -> silent.run(List.of(submission)));
		clock.stopped.await();
		Reply other = this.alice.record(TestPacket.fresh().bytes());
		clock.goOn.countDown();
		assertThat(other.status()).isEqualTo(201);
		assertThat(run).failsWithin(Duration.ofMinutes(1))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(NothingCommittedException.class)
			.matches(SqlStates::isTransient);
		assertThat(this.database.number("SELECT count(*) FROM registry.execution_request WHERE packet_id = '"
				+ submission.proposal().packetId() + "'"))
			.isZero();
		silent.run(List.of(submission));
		assertThat(submission.await(0)).isNotNull();
	}

	@Test
	void aSessionThatStopsInTheMiddleOfAMessageIsEndedByWhoeverWaits() throws Exception {
		AppendTransaction waiting = instance(Clock.systemUTC());
		PendingSubmission submission = TestSubmissions.fresh();
		Connection silent = this.writer.getConnection();
		silent.setAutoCommit(false);
		silent.createStatement().execute(LOCK);
		// more than fits into the buffers on the way, and nobody reads it
		CopyOut unread = silent.unwrap(PGConnection.class)
			.getCopyAPI()
			.copyOut("COPY (SELECT repeat('x', 1000) FROM generate_series(1, 100000)) TO STDOUT");
		assertThat(unread.isActive()).isTrue();
		assertThatExceptionOfType(LogLockedException.class).isThrownBy(() -> waiting.run(List.of(submission)));
		assertThat(waiting.isLockedOut()).isTrue();
		waiting.run(List.of(submission));
		assertThat(waiting.isLockedOut()).isFalse();
		assertThat(submission.await(0)).isNotNull();
		silent.abort(Runnable::run);
	}

	@Test
	void aSessionThatWorksIsNotEnded() throws SQLException {
		AppendTransaction waiting = instance(Clock.systemUTC());
		try (Connection busy = this.writer.getConnection(); Statement statement = busy.createStatement()) {
			busy.setAutoCommit(false);
			statement.execute("SET LOCAL idle_in_transaction_session_timeout = '" + IDLE.toMillis() + "ms'");
			statement.execute(LOCK);
			CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> {
				try {
					statement.execute("SELECT pg_sleep(5)");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThatExceptionOfType(LogLockedException.class).isThrownBy(() -> waiting.run(List.of()));
			assertThat(slow).succeedsWithin(Duration.ofMinutes(1));
			busy.commit();
		}
	}

	/** What records for another instance, which the database waits for a moment only. */
	private AppendTransaction instance(Clock clock) {
		JdbcTemplate jdbc = new JdbcTemplate(this.writer);
		JdbcClient client = JdbcClient.create(jdbc);
		return new AppendTransaction(this.writer, this.guardrails, new Deduplication(client, this.guardrails),
				new RecordRows(jdbc),
				new TreeIntegrator(jdbc, new StoredTiles(jdbc), new Checkpoints(client, this.key)), clock, this.ids,
				new BatchMetrics(new SimpleMeterRegistry(), new SubmissionQueue(1, 1)), IDLE);
	}

	/** Stops whoever asks it, until it may go on. */
	private static final class StoppingClock extends Clock {

		private final CountDownLatch stopped = new CountDownLatch(1);

		private final CountDownLatch goOn = new CountDownLatch(1);

		@Override
		public Instant instant() {
			this.stopped.countDown();
			try {
				this.goOn.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return Instant.now();
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
