package cto.registry.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import cto.registry.guardrail.Guardrails;
import cto.registry.log.Checkpoints;
import cto.registry.log.UnsignedRows;
import cto.registry.recording.AppendTransaction;
import cto.registry.recording.FreezeSwitch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks at the database every few seconds, on a thread of its own: whoever collects
 * metrics gets them at once, most of all while the database does not answer.
 */
@Component
class DatabaseMonitor implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final String LOOK = String.format(Locale.ROOT, """
			SELECT r.log_index, r.submitted_at, c.tree_size, current_setting('transaction_read_only')::boolean,
			  (SELECT virtualtransaction FROM pg_locks WHERE %s), c.note, (SELECT count(*) FROM (%s) AS tiles),
			  pg_notification_queue_usage()
			FROM (VALUES (1)) AS one(one)
			LEFT JOIN (SELECT log_index, submitted_at FROM registry.execution_request
			           ORDER BY log_index DESC LIMIT 1) AS r ON true
			LEFT JOIN (%s) AS c ON true""", AppendTransaction.HELD, UnsignedRows.TILES, Checkpoints.LATEST);

	private final JdbcClient jdbc;

	private final FreezeSwitch intake;

	private final Guardrails guardrails;

	private final Checkpoints checkpoints;

	private final Clock clock;

	private volatile @Nullable DatabaseSnapshot last;

	private volatile @Nullable Boolean intact;

	private @Nullable ScheduledExecutorService thread;

	DatabaseMonitor(JdbcClient jdbc, FreezeSwitch intake, Guardrails guardrails, Checkpoints checkpoints, Clock clock) {
		this.jdbc = jdbc;
		this.intake = intake;
		this.guardrails = guardrails;
		this.checkpoints = checkpoints;
		this.clock = clock;
	}

	/**
	 * Returns what was seen last.
	 * @return the snapshot, or null before the database first answered
	 */
	@Nullable DatabaseSnapshot last() {
		return this.last;
	}

	/**
	 * Tells whether the guardrails are intact.
	 * @return whether they are, or null where that could not be tried
	 */
	@Nullable Boolean intact() {
		return this.intact;
	}

	/**
	 * Looks now. At the guardrails first: who broke them may have broken what else is
	 * looked at.
	 */
	void look() {
		this.intact = tryGuardrails();
		try {
			boolean frozen = this.intake.current().isPresent();
			DatabaseSnapshot before = this.last;
			this.last = this.jdbc.sql(LOOK).query((rs, row) -> {
				OffsetDateTime submittedAt = rs.getObject(2, OffsetDateTime.class);
				Instant now = this.clock.instant();
				String lock = rs.getString(5);
				Instant lockedSince = (before != null && lock != null && lock.equals(before.lock()))
						? before.lockedSince() : now;
				long records = (submittedAt != null) ? rs.getLong(1) + 1 : 0;
				long treeSize = rs.getLong(3);
				return new DatabaseSnapshot(now, records, (submittedAt != null) ? submittedAt.toInstant() : null,
						treeSize, unsignedRows(records, treeSize, rs.getString(6)) + rs.getLong(7), rs.getDouble(8),
						rs.getBoolean(4), frozen, lock, lockedSince);
			}).single();
		}
		catch (DataAccessException | TransactionException ex) {
			// the metrics say since when; a line each time would say no more
			LOG.debug("The database does not answer", ex);
		}
		catch (RuntimeException ex) {
			LOG.error("The database was not looked at", ex);
		}
	}

	/** Those and a checkpoint that the key does not verify are never committed alone. */
	private long unsignedRows(long records, long treeSize, @Nullable String note) {
		if (note == null || this.checkpoints.verifies(note)) {
			return Math.max(0, records - treeSize);
		}
		return records + 1 - this.checkpoints.signedSize();
	}

	private @Nullable Boolean tryGuardrails() {
		try {
			return this.guardrails.current().intact();
		}
		catch (DataAccessException | TransactionException ex) {
			LOG.debug("The guardrails cannot be tried", ex);
			return null;
		}
		catch (RuntimeException ex) {
			LOG.error("The guardrails were not tried", ex);
			return null;
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService made = Executors
			.newSingleThreadScheduledExecutor((run) -> new Thread(run, "surveyor"));
		ScheduledFuture<?> unused = made.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		this.thread = made;
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.thread;
		if (running != null) {
			running.shutdownNow();
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
