package cto.registry.recording;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import org.springframework.transaction.TransactionException;

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
	 * Whatever the role's settings say: what another instance committed before it gave
	 * the lock away is seen, the commit is durable, and NULL in an array is none. It does
	 * not wait longer than a sender does; the notification goes out with the commit. One
	 * trip to the server, because it is in the way of every batch.
	 */
	private static final String BEGIN = String.format(Locale.ROOT, """
			SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
			SELECT pg_current_xact_id()::text, set_config('synchronous_commit', 'on', true),
			  set_config('array_nulls', 'on', true), set_config('lock_timeout', ?, true), pg_advisory_xact_lock(?),
			  pg_notify('%s', '')""", RecordedChannel.NAME);

	private final LogTransaction transaction;

	private final Guardrails guardrails;

	private final Deduplication earlier;

	private final RecordRows rows;

	private final TreeIntegrator tree;

	private final Clock clock;

	private final TimeBasedEpochRandomGenerator ids;

	private final BatchMetrics metrics;

	AppendTransaction(DataSource dataSource, Guardrails guardrails, Deduplication earlier, RecordRows rows,
			TreeIntegrator tree, Clock clock, TimeBasedEpochRandomGenerator ids, BatchMetrics metrics) {
		this.transaction = new LogTransaction(dataSource);
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
		try {
			return this.transaction.execute(() -> {
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
	 * @return the transaction's id
	 * @throws OverloadedException when somebody else keeps the lock
	 */
	static String lock(JdbcTemplate jdbc) {
		try {
			return jdbc.execute(BEGIN, (PreparedStatement begin) -> {
				begin.setString(1, Sequencer.TIMEOUT_SECONDS + "s");
				begin.setLong(2, LOCK);
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
				throw new OverloadedException();
			}
			throw ex;
		}
	}

	private BatchPlan write(List<PendingSubmission> batch) {
		TreeHead head = this.tree.head();
		head.requireThawed();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant submittedAt = now.isBefore(head.submittedAt()) ? head.submittedAt() : now;
		BatchPlan plan = new BatchPlan(head, submittedAt, this.earlier.of(batch), this.ids);
		batch.forEach(plan::decide);
		List<FullTile> filled = this.tree.grow(head, plan.rows());
		CompletableFuture<SignedCheckpoint> signature = plan.rows().isEmpty() ? null : this.tree.sign(head);
		this.rows.insert(plan.rows());
		this.earlier.remember(plan.keys());
		this.tree.write(filled);
		if (signature != null) {
			this.tree.write(signature);
		}
		return plan;
	}

}
