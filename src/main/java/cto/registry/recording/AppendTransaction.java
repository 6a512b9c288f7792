package cto.registry.recording;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.guardrail.Guardrails;
import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.RecordedChannel;
import cto.registry.merkle.CompletedTile;
import cto.registry.note.SignedCheckpoint;
import cto.registry.record.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * The one transaction that adds to the log: records, idempotency keys, tiles and
 * checkpoint, together or not at all. It runs under a lock that all instances on one
 * database share, so indices have no gap, no two orders exist, and looking for an earlier
 * record and writing a new one are one step.
 */
public class AppendTransaction {

	/** The row of {@code pg_locks} of whoever has the lock. */
	public static final String HELD = """
			granted AND locktype = 'relation' AND mode = 'ExclusiveLock' AND relation = to_regclass('registry.append_lock')
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

	/** How long a batch waits for the lock. */
	static final int LOCK_SECONDS = 2;

	/**
	 * How long the database waits for the next statement before it ends the session, and
	 * gives the lock to the next: work between two statements takes milliseconds, a pause
	 * for garbage and a wait for the pool seconds. The time of a statement or of the
	 * commit does not count, however slow the disk is.
	 */
	static final Duration IDLE_TIMEOUT = Duration.ofSeconds(15);

	/**
	 * Whatever the role's settings say: what another instance committed before it gave
	 * the lock away is seen, the commit is durable, and NULL in an array is none. It does
	 * not wait for the lock as long as a sender waits; the notification goes out with the
	 * commit. One trip to the server, because it is in the way of every batch.
	 */
	private static final String BEGIN = String.format(Locale.ROOT, """
			SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
			SELECT pg_current_xact_id()::text, set_config('synchronous_commit', 'on', true),
			  set_config('array_nulls', 'on', true), set_config('lock_timeout', ?, true),
			  set_config('idle_in_transaction_session_timeout', ?, true), registry.lock_log(),
			  pg_notify('%s', '')""", RecordedChannel.NAME);

	/**
	 * Ends a session of this role that has the lock and has waited for its client in the
	 * middle of a message for so many seconds. It is not idle then, so no timeout of the
	 * server counts.
	 */
	private static final String END_STUCK = String.format(Locale.ROOT, """
			SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user
			  AND state = 'active' AND wait_event_type = 'Client'
			  AND state_change < clock_timestamp() - make_interval(secs => ?)
			  AND pid IN (SELECT pid FROM pg_locks WHERE %s)""", HELD);

	private static final Logger LOG = LoggerFactory.getLogger(AppendTransaction.class);

	private final LogTransaction transaction;

	private final JdbcTemplate jdbc;

	private final Guardrails guardrails;

	private final Deduplication deduplication;

	private final RecordRows rows;

	private final TreeIntegrator tree;

	private final Clock clock;

	private final TimeBasedEpochRandomGenerator ids;

	private final BatchMetrics metrics;

	private final Duration idle;

	private volatile boolean lockedOut;

	AppendTransaction(DataSource dataSource, Guardrails guardrails, Deduplication deduplication, RecordRows rows,
			TreeIntegrator tree, Clock clock, TimeBasedEpochRandomGenerator ids, BatchMetrics metrics, Duration idle) {
		this.transaction = new LogTransaction(dataSource, idle);
		this.jdbc = new JdbcTemplate(dataSource);
		this.guardrails = guardrails;
		this.deduplication = deduplication;
		this.rows = rows;
		this.tree = tree;
		this.clock = clock;
		this.ids = ids;
		this.metrics = metrics;
		this.idle = idle;
	}

	/**
	 * Commits a batch, and tells each sender.
	 * @param batch in the order in which they came; may be empty, which brings the tree
	 * up to date
	 * @throws LogLockedException when another session keeps the lock; nothing was
	 * committed
	 * @throws NothingCommittedException when the database was not able to go on before
	 * the commit
	 * @throws GuardrailsBrokenException when the database does not force every guarantee;
	 * nothing was committed
	 * @throws RecordingFrozenException when the operator froze recording; nothing was
	 * committed
	 * @throws DataAccessException when the database refuses or goes away
	 * @throws TransactionException when the database does not confirm the commit
	 */
	void run(List<PendingSubmission> batch) {
		long begun = System.nanoTime();
		BatchPlan committed = transact(batch);
		this.metrics.committed(batch.size(), System.nanoTime() - begun);
		this.tree.committed(committed.head());
		committed.decisions().forEach(BatchPlan.Decision::announce);
	}

	private BatchPlan transact(List<PendingSubmission> batch) {
		AtomicBoolean complete = new AtomicBoolean();
		try {
			return this.transaction.execute(() -> {
				this.lockedOut = false;
				this.guardrails.requireIntact();
				BatchPlan plan = write(batch);
				complete.set(true);
				return plan;
			});
		}
		catch (LogLockedException ex) {
			this.metrics.failed();
			this.lockedOut = true;
			endStuckSession();
			throw ex;
		}
		catch (RuntimeException ex) {
			this.metrics.failed();
			boolean uncommitted = !complete.get() || SqlStates.isIdleTimeout(ex);
			throw (uncommitted && SqlStates.isTransient(ex)) ? new NothingCommittedException(ex) : ex;
		}
	}

	private void endStuckSession() {
		try {
			double seconds = 2 * this.idle.toMillis() / 1000.0;
			if (!this.jdbc.queryForList(END_STUCK, seconds).isEmpty()) {
				LOG.warn("A session that had the log's lock and went silent in the middle of a message was ended");
			}
		}
		catch (DataAccessException ex) {
			LOG.debug("The session that has the log's lock cannot be looked at", ex);
		}
	}

	/** Whether another session had the lock for as long as the last batch waited. */
	boolean isLockedOut() {
		return this.lockedOut;
	}

	/**
	 * Begins a transaction that adds to the log; the lock is held to its end.
	 * @param idle how long the database waits for the next statement before it ends the
	 * session
	 * @return the transaction's id
	 * @throws LogLockedException when somebody else keeps the lock
	 */
	static String lock(JdbcTemplate jdbc, Duration idle) {
		try {
			return jdbc.execute(BEGIN, (PreparedStatement begin) -> {
				begin.setString(1, LOCK_SECONDS + "s");
				begin.setString(2, idle.toMillis() + "ms");
				begin.execute();
				// the first result is that of SET
				begin.getMoreResults();
				try (ResultSet row = begin.getResultSet()) {
					row.next();
					return row.getString(1);
				}
			});
		}
		catch (DataAccessException ex) {
			if (SqlStates.isLockTimeout(ex)) {
				throw new LogLockedException();
			}
			throw ex;
		}
	}

	private BatchPlan write(List<PendingSubmission> batch) {
		TreeHead head = this.tree.head();
		head.requireThawed();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant submittedAt = now.isBefore(head.submittedAt()) ? head.submittedAt() : now;
		BatchPlan plan = new BatchPlan(head, submittedAt, this.deduplication.of(batch), this.ids);
		batch.forEach(plan::decide);
		List<CompletedTile> filled = this.tree.grow(head, plan.rows());
		CompletableFuture<SignedCheckpoint> signature = plan.rows().isEmpty() ? null : this.tree.sign(head);
		this.rows.insert(plan.rows());
		this.deduplication.remember(plan.keys());
		this.tree.write(filled);
		if (signature != null) {
			this.tree.write(signature);
		}
		return plan;
	}

}
