package cto.registry.recording;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.guardrail.Guardrails;
import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.RecordedChannel;
import cto.registry.merkle.FullTile;
import cto.registry.note.SignedCheckpoint;
import cto.registry.problem.OverloadedException;
import cto.registry.record.SqlStates;

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

	/**
	 * Durable whatever the role's settings say, and not waiting longer than a sender
	 * does; the notification goes out with the commit. One prepared statement, because it
	 * is in the way of every batch.
	 */
	private static final String BEGIN = String.format(Locale.ROOT, """
			SELECT set_config('synchronous_commit', 'on', true), set_config('lock_timeout', ?, true),
			  pg_advisory_xact_lock(?), pg_notify('%s', '')""", RecordedChannel.NAME);

	private final TransactionTemplate transaction;

	private final JdbcTemplate jdbc;

	private final Guardrails guardrails;

	private final Deduplication earlier;

	private final RecordRows rows;

	private final TreeIntegrator tree;

	private final Clock clock;

	private final TimeBasedEpochRandomGenerator ids;

	private final BatchMetrics metrics;

	AppendTransaction(DataSource dataSource, JdbcTemplate jdbc, Guardrails guardrails, Deduplication earlier,
			RecordRows rows, TreeIntegrator tree, Clock clock, TimeBasedEpochRandomGenerator ids,
			BatchMetrics metrics) {
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.jdbc = jdbc;
		this.guardrails = guardrails;
		this.earlier = earlier;
		this.rows = rows;
		this.tree = tree;
		this.clock = clock;
		this.ids = ids;
		this.metrics = metrics;
	}

	/**
	 * Commits a batch, and tells each sender.
	 * @param batch in the order in which they came; may be empty, which brings the tree
	 * up to date
	 * @throws OverloadedException when another instance keeps the lock; nothing was
	 * committed
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
		try {
			return this.transaction.execute((status) -> {
				lock(this.jdbc);
				this.guardrails.requireIntact();
				return write(batch);
			});
		}
		catch (RuntimeException ex) {
			this.metrics.failed();
			throw ex;
		}
	}

	/**
	 * Begins a transaction that adds to the log; the lock is held to its end.
	 * @throws OverloadedException when somebody else keeps the lock
	 */
	public static void lock(JdbcTemplate jdbc) {
		try {
			jdbc.query(BEGIN, (row) -> {
			}, Sequencer.TIMEOUT_SECONDS + "s", LOCK);
		}
		catch (DataAccessException ex) {
			if (SqlStates.isLockTimeout(ex)) {
				throw new OverloadedException();
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
