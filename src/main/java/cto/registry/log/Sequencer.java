package cto.registry.log;

import java.time.Duration;
import java.util.List;

import cto.registry.guardrail.GuardrailsBroken;
import cto.registry.record.SqlStates;
import cto.registry.start.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Gives each submission the next index and commits it, many at a time.
 * <p>
 * Senders wait in a {@link Backlog}. One thread takes all that wait, as far as they fit
 * one batch, and commits them in one {@link Append} transaction: so one sync to disk
 * serves many, and while it lasts the next batch gathers. Nothing is ever delayed to make
 * a batch larger: a sender alone gets a batch of one.
 * <p>
 * When {@link #append} returns, the record is committed, synced to disk, and in the tree
 * of a signed checkpoint. What keeps that true when things fail:
 * <ul>
 * <li>A transaction that the database refuses is halved and tried again, until the record
 * at fault stands alone: it fails, its neighbours do not.
 * <li>A connection that breaks, at the commit too, leaves the outcome open. The batch is
 * tried again under the same lock, which the broken transaction holds until it has ended;
 * a record that is there under the id that this sequencer gave it was committed, and is
 * answered as such.
 * <li>Whoever waits too long leaves the backlog, and nothing of theirs is kept. Whoever
 * was taken is told the outcome, or that it is not known.
 * </ul>
 */
@Component
public class Sequencer implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

	/** How long a sender waits to be taken, and a batch for the lock. */
	static final int PATIENCE_SECONDS = 3;

	/** How long a batch is tried again while the database is away. */
	private static final Duration RETRY = Duration.ofSeconds(10);

	/** Longer than the sequencer takes to give up: it says more than a timeout does. */
	private static final int OUTCOME_SECONDS = 60;

	private static final int BATCH_RECORDS = 256;

	private static final long BATCH_BYTES = 4L << 20;

	private final Append append;

	private final Backlog backlog;

	private @Nullable Thread thread;

	Sequencer(Append append, Backlog backlog) {
		this.append = append;
		this.backlog = backlog;
	}

	/**
	 * Records a submission, unless its bytes are recorded already.
	 * @param submission what was judged acceptable
	 * @return where its record is
	 * @throws IdempotencyKeyReused when the sender's key stands for other bytes
	 * @throws PacketIdTaken when a record of other bytes has the packet id
	 * @throws Overloaded when too many wait already; nothing of this one is kept
	 * @throws GuardrailsBroken when the database does not force every guarantee
	 * @throws DataAccessException when the database is away; the same bytes may be
	 * submitted again
	 */
	public Receipt append(Submission submission) {
		Waiting waiting = new Waiting(submission);
		if (!this.backlog.offer(waiting)) {
			throw new Overloaded();
		}
		try {
			Receipt receipt = waiting.await(PATIENCE_SECONDS);
			if (receipt == null) {
				if (this.backlog.withdraw(waiting)) {
					throw new Overloaded();
				}
				receipt = waiting.await(OUTCOME_SECONDS);
			}
			if (receipt != null) {
				return receipt;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new DataAccessResourceFailureException("The database has not said whether the record was committed");
	}

	@Override
	public void start() {
		try {
			// so that what was recorded before there was a tree is in it
			this.append.run(List.of());
		}
		catch (LogInconsistent ex) {
			throw new StartRefused("The log in this database is not this service's. " + ex.getMessage() + ".",
					"Set registry.log.key-file (REGISTRY_LOG_KEY_FILE) and registry.log.origin (REGISTRY_LOG_ORIGIN) to "
							+ "the key and the name that the log was begun with; all services on one database share them.",
					ex);
		}
		catch (GuardrailsBroken ex) {
			LOG.warn("The tree is not brought up to date, because guardrails are missing: {}", ex.broken());
		}
		catch (Overloaded ex) {
			LOG.warn("The tree is brought up to date with the first record: somebody adds to the log just now");
		}
		this.backlog.open();
		this.thread = new Thread(this::run, "sequencer");
		this.thread.start();
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		if (running != null) {
			this.backlog.close();
			try {
				running.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Started before the web server, and stopped after it. */
	@Override
	public int getPhase() {
		return 0;
	}

	private void run() {
		try {
			for (List<Waiting> batch = take(); !batch.isEmpty(); batch = take()) {
				commitOrFail(batch);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<Waiting> take() throws InterruptedException {
		return this.backlog.take(BATCH_RECORDS, BATCH_BYTES);
	}

	/** Whatever happens to one batch, the next one has its turn. */
	private void commitOrFail(List<Waiting> batch) {
		try {
			commit(batch);
		}
		catch (RuntimeException | Error ex) {
			LOG.error("A batch of {} failed", batch.size(), ex);
			batch.forEach((waiting) -> waiting.fail(new IllegalStateException("The batch failed", ex)));
		}
	}

	private void commit(List<Waiting> batch) {
		RuntimeException failure = attempt(batch);
		if (failure == null) {
			return;
		}
		boolean common = failure instanceof Overloaded || failure instanceof GuardrailsBroken
				|| SqlStates.isTransient(failure);
		if (common) {
			batch.forEach((waiting) -> waiting.fail(failure));
		}
		else if (batch.size() > 1) {
			int half = batch.size() / 2;
			commit(batch.subList(0, half));
			commit(batch.subList(half, batch.size()));
		}
		else {
			// somebody wrote without the lock: what is there now decides
			RuntimeException again = (failure instanceof DataIntegrityViolationException) ? attempt(batch) : failure;
			if (again != null) {
				batch.get(0).fail(again);
			}
		}
	}

	/** Tries as long as the database is away. Returns what failed, or null. */
	private @Nullable RuntimeException attempt(List<Waiting> batch) {
		long end = System.nanoTime() + RETRY.toNanos();
		RuntimeException away = null;
		for (long pause = 50;; pause = Math.min(2 * pause, 1000)) {
			try {
				this.append.run(batch);
				return null;
			}
			catch (RuntimeException ex) {
				if (!SqlStates.isTransient(ex)) {
					// no lock after a broken commit: the outcome is as open as before
					return (ex instanceof Overloaded && away != null) ? away : ex;
				}
				away = ex;
				LOG.warn("A batch of {} is tried again: {}", batch.size(), String.valueOf(ex.getMessage()));
			}
			if (System.nanoTime() > end || !slept(pause)) {
				return away;
			}
		}
	}

	private static boolean slept(long millis) {
		try {
			Thread.sleep(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
