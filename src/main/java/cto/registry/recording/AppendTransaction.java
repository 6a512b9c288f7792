package cto.registry.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.guardrail.Guardrails;
import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.RecordedChannel;
import cto.registry.merkle.FullTile;
import cto.registry.note.SignedCheckpoint;
import cto.registry.record.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one transaction that adds to the log: records, idempotency keys, tiles and
 * checkpoint, together or not at all. It runs under an advisory lock that all instances
 * on one database share, so indices have no gap, no two orders exist, and looking for an
 * earlier record and writing a new one are one step.
 */
public class AppendTransaction {

	/** Any constant; "registry" in ASCII. */
	static final long LOCK = 0x7265676973747279L;

	/** The row of {@code pg_locks} of whoever has the lock. */
	public static final String HELD = """
			locktype = 'advisory' AND granted AND classid = %d AND objid = %d AND objsubid = 1
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
		.formatted(LOCK >>> Integer.SIZE, LOCK & 0xFFFFFFFFL);

	/**
	 * How long the database waits for the next statement before it ends the session, and
	 * gives the lock to the next: work between two statements takes milliseconds, a pause
	 * for garbage and a wait for the pool seconds. The time of a statement or of the
	 * commit does not count, however slow the disk is.
	 */
	static final Duration IDLE_TIMEOUT = Duration.ofSeconds(15);

	/**
	 * Durable whatever the role's settings say, and not waiting longer than a sender
	 * does; the notification goes out with the commit. One prepared statement, because it
	 * is in the way of every batch.
	 */
	private static final String BEGIN = """
			SELECT set_config('synchronous_commit', 'on', true), set_config('lock_timeout', ?, true),
			  set_config('idle_in_transaction_session_timeout', ?, true),
			  pg_advisory_xact_lock(?), pg_notify('%s', '')""".formatted(RecordedChannel.NAME);

	/**
	 * Ends a session of this role that has the lock and has waited for its client in the
	 * middle of a message for so many seconds. It is not idle then, so no timeout of the
	 * server counts.
	 */
	private static final String END_STUCK = """
			SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user
			  AND state = 'active' AND wait_event_type = 'Client'
			  AND state_change < clock_timestamp() - make_interval(secs => ?)
			  AND pid IN (SELECT pid FROM pg_locks WHERE %s)""".formatted(HELD);

	private static final Logger LOG = LoggerFactory.getLogger(AppendTransaction.class);

	private final TransactionTemplate transaction;

	private final JdbcTemplate jdbc;

	private final Guardrails guardrails;

	private final Deduplication earlier;

	private final RecordRows rows;

	private final TreeIntegrator tree;

	private final Clock clock;

	private final TimeBasedEpochRandomGenerator ids;

	private final BatchMetrics metrics;

	private final Duration idle;

	private volatile boolean lockedOut;

	AppendTransaction(DataSource dataSource, JdbcTemplate jdbc, Guardrails guardrails, Deduplication earlier,
			RecordRows rows, TreeIntegrator tree, Clock clock, TimeBasedEpochRandomGenerator ids, BatchMetrics metrics,
			Duration idle) {
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.jdbc = jdbc;
		this.guardrails = guardrails;
		this.earlier = earlier;
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
	 */
	void run(List<PendingSubmission> batch) {
		long begun = System.nanoTime();
		BatchPlan committed = transact(batch);
		this.metrics.committed(batch.size(), System.nanoTime() - begun);
		this.tree.committed(committed.tail());
		committed.decisions().forEach(Decision::announce);
	}

	private BatchPlan transact(List<PendingSubmission> batch) {
		AtomicBoolean complete = new AtomicBoolean();
		try {
			return this.transaction.execute((status) -> {
				lock(this.jdbc, this.idle);
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
	 * @throws LogLockedException when somebody else keeps the lock
	 */
	static void lock(JdbcTemplate jdbc) {
		lock(jdbc, IDLE_TIMEOUT);
	}

	/**
	 * Begins a transaction that adds to the log; the lock is held to its end.
	 * @param idle how long the database waits for the next statement before it ends the
	 * session
	 * @throws LogLockedException when somebody else keeps the lock
	 */
	public static void lock(JdbcTemplate jdbc, Duration idle) {
		try {
			jdbc.query(BEGIN, (row) -> {
			}, Sequencer.TIMEOUT_SECONDS + "s", idle.toMillis() + "ms", LOCK);
		}
		catch (DataAccessException ex) {
			if (SqlStates.isLockTimeout(ex)) {
				throw new LogLockedException();
			}
			throw ex;
		}
	}

	private BatchPlan write(List<PendingSubmission> batch) {
		TreeHead tail = this.tree.tail();
		tail.requireThawed();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant submittedAt = now.isBefore(tail.submittedAt()) ? tail.submittedAt() : now;
		BatchPlan draft = new BatchPlan(tail, submittedAt, this.earlier.of(batch), this.ids);
		batch.forEach(draft::decide);
		List<FullTile> filled = this.tree.grow(tail, draft.rows());
		CompletableFuture<SignedCheckpoint> signature = draft.rows().isEmpty() ? null : this.tree.sign(tail);
		this.rows.insert(draft.rows());
		this.earlier.remember(draft.keys());
		this.tree.write(filled);
		if (signature != null) {
			this.tree.write(signature);
		}
		return draft;
	}

}
