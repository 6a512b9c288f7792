package cto.registry.recording;

import java.util.List;

import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.LogInconsistentException;
import cto.registry.log.UnsignedRowsException;
import cto.registry.problem.OverloadedException;
import cto.registry.problem.StartupRefusedException;
import cto.registry.record.SqlStates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Gives each submission the next index and commits it, many at a time.
 * <p>
 * Senders wait in a {@link SubmissionQueue}. One thread takes all that wait, as far as
 * they fit one batch, and commits them in one {@link AppendTransaction}: one sync to disk
 * serves many, and during it the next batch gathers. Nothing is ever delayed to make a
 * batch larger: a sender alone gets a batch of one.
 * <p>
 * When {@link #append} returns, the record is committed, synced to disk, and in the tree
 * of a signed checkpoint; {@link BatchRetry} keeps that true when transactions fail. A
 * submission that waits too long is removed from the queue, and nothing of it is kept. A
 * sender whose submission was taken is told the outcome, or that it is not known.
 */
@Component
public class Sequencer implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

	/**
	 * How long a sender waits to be taken: longer than a batch waits for the lock, so
	 * that it is known by then whether another session keeps that.
	 */
	private static final int TIMEOUT_SECONDS = 3;

	/** Longer than the sequencer takes to give up: it says more than a timeout does. */
	private static final int OUTCOME_SECONDS = 60;

	private static final int BATCH_RECORDS = 256;

	private static final long BATCH_BYTES = 4L << 20;

	private final AppendTransaction append;

	private final BatchRetry commit;

	private final SubmissionQueue queue;

	private @Nullable Thread thread;

	Sequencer(AppendTransaction append, SubmissionQueue queue) {
		this.append = append;
		this.commit = new BatchRetry(append);
		this.queue = queue;
	}

	/**
	 * Records a submission, unless its bytes are recorded already.
	 * @param waiting the submission of an accepted packet
	 * @return where its record is
	 * @throws IdempotencyKeyReusedException when the sender's key stands for other bytes
	 * @throws PacketIdTakenException when a record of other bytes has the packet id
	 * @throws OverloadedException when too many wait already; nothing of this one is kept
	 * @throws LogLockedException when another session keeps the log's lock; the same
	 * @throws GuardrailsBrokenException when the database does not force every guarantee
	 * @throws UnsignedRowsException when somebody else added rows to the log
	 * @throws RecordingFrozenException when the operator froze recording
	 * @throws DataAccessException when the database is away; the same bytes may be
	 * submitted again
	 */
	public RecordingResult append(PendingSubmission waiting) {
		if (!this.queue.offer(waiting)) {
			throw turnedAway(new OverloadedException());
		}
		try {
			RecordingResult result = waiting.await(TIMEOUT_SECONDS);
			if (result == null) {
				if (this.queue.withdraw(waiting)) {
					throw turnedAway(new OverloadedException("This packet waited for " + TIMEOUT_SECONDS
							+ " s and was not taken to be recorded; nothing of it was kept"));
				}
				result = waiting.await(OUTCOME_SECONDS);
			}
			if (result != null) {
				return result;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new DataAccessResourceFailureException("The database has not said whether the record was committed");
	}

	private RuntimeException turnedAway(OverloadedException overload) {
		return this.append.isLockedOut() ? new LogLockedException() : overload;
	}

	@Override
	public void start() {
		try {
			// so that what was recorded before there was a tree is in it
			this.append.run(List.of());
		}
		catch (LogInconsistentException ex) {
			throw new StartupRefusedException(
					"The log in this database is not this service's. " + ex.getMessage() + ".",
					"Set registry.log.key-file (REGISTRY_LOG_KEY_FILE) and registry.log.origin (REGISTRY_LOG_ORIGIN) to "
							+ "the key and the name that the log was begun with; all services on one database share them.",
					ex);
		}
		catch (GuardrailsBrokenException ex) {
			LOG.warn("The tree is not brought up to date, because {}", ex.getMessage());
		}
		catch (LogLockedException ex) {
			LOG.warn("The tree is brought up to date with the first record: somebody adds to the log just now");
		}
		catch (RecordingFrozenException | UnsignedRowsException ex) {
			LOG.warn("{}; reading goes on", ex.getMessage());
		}
		catch (DataAccessException | TransactionException ex) {
			if (!SqlStates.takesNothing(ex)) {
				throw ex;
			}
			LOG.warn("The database can only be read, so nothing is recorded; reading goes on");
		}
		this.queue.open();
		this.thread = new Thread(this::run, "sequencer");
		this.thread.start();
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		if (running != null) {
			this.queue.close();
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
			for (List<PendingSubmission> batch = take(); !batch.isEmpty(); batch = take()) {
				this.commit.settle(batch);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<PendingSubmission> take() throws InterruptedException {
		return this.queue.take(BATCH_RECORDS, BATCH_BYTES);
	}

}
