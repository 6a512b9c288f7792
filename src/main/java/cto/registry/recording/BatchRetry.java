package cto.registry.recording;

import java.time.Duration;
import java.util.List;

import cto.registry.problem.ProblemException;
import cto.registry.record.SqlStates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The commit of a batch, in as many transactions as it takes until each sender can be
 * told an outcome:
 * <ul>
 * <li>A transaction that the database refuses is halved and tried again, until the record
 * at fault is alone: it fails, its neighbours do not.
 * <li>A connection that breaks, at the commit too, leaves the outcome open. The batch is
 * tried again under the same lock, which the broken transaction holds until it has ended;
 * a record that is there under the id that this sequencer gave it was committed, and is
 * answered as such.
 * </ul>
 *
 * @param append the transaction
 */
record BatchRetry(AppendTransaction append) {

	private static final Logger LOG = LoggerFactory.getLogger(BatchRetry.class);

	/** How long a batch is tried again while the database is away. */
	private static final Duration RETRY = Duration.ofSeconds(10);

	/** Whatever happens to one batch, the next one has its turn. */
	void settle(List<PendingSubmission> batch) {
		try {
			commit(batch);
		}
		catch (RuntimeException | Error ex) {
			LOG.error("A batch of {} failed", batch.size(), ex);
			batch.forEach((waiting) -> waiting.fail(new IllegalStateException("The batch failed", ex)));
		}
	}

	private void commit(List<PendingSubmission> batch) {
		RuntimeException failure = attempt(batch);
		if (failure == null) {
			return;
		}
		if (turnsAway(failure) || SqlStates.isTransient(failure)) {
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
	private @Nullable RuntimeException attempt(List<PendingSubmission> batch) {
		long end = System.nanoTime() + RETRY.toNanos();
		RuntimeException open = null;
		for (long pause = 50;; pause = Math.min(2 * pause, 1000)) {
			try {
				this.append.run(batch);
				return null;
			}
			catch (RuntimeException ex) {
				if (!SqlStates.isTransient(ex) || SqlStates.takesNothing(ex)) {
					// not looked after a broken commit: the outcome is as open as before
					return (open != null && (turnsAway(ex) || SqlStates.takesNothing(ex))) ? open : ex;
				}
				if (!(ex instanceof NothingCommittedException)) {
					open = ex;
				}
				LOG.warn("A batch of {} is not committed: {}", batch.size(), String.valueOf(ex.getMessage()));
				if (System.nanoTime() > end || !slept(pause)) {
					return (open != null) ? open : ex;
				}
			}
		}
	}

	/**
	 * The log takes no batch now. Says nothing about what an earlier try may have
	 * committed.
	 */
	private static boolean turnsAway(RuntimeException failure) {
		return failure instanceof ProblemException;
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
