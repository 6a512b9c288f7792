package cto.registry.recording;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import cto.registry.packet.ApprovalPacket;
import org.jspecify.annotations.Nullable;

/**
 * A submission whose packet is accepted, and whose sender waits for the result.
 */
public final class PendingSubmission {

	private final Submission submission;

	private final ApprovalPacket proposal;

	private final CompletableFuture<RecordingResult> answer = new CompletableFuture<>();

	/**
	 * The id that it was last given. Only the sequencer's thread looks at it: where a
	 * commit broke, a record of that id is this submission's own.
	 */
	private @Nullable UUID id;

	/**
	 * Creates one that waits.
	 * @param submission the packet
	 * @param proposal what it proposes
	 */
	public PendingSubmission(Submission submission, ApprovalPacket proposal) {
		this.submission = submission;
		this.proposal = proposal;
	}

	Submission submission() {
		return this.submission;
	}

	ApprovalPacket proposal() {
		return this.proposal;
	}

	/** About what it holds in memory. */
	int bytes() {
		return this.submission.packet().length;
	}

	void give(UUID id) {
		this.id = id;
	}

	boolean isOwn(UUID record) {
		return record.equals(this.id);
	}

	void succeed(RecordingResult result) {
		this.answer.complete(result);
	}

	void fail(RuntimeException failure) {
		this.answer.completeExceptionally(failure);
	}

	/**
	 * Waits.
	 * @return the answer, or null where none came in time
	 */
	@Nullable RecordingResult await(long seconds) throws InterruptedException {
		try {
			return this.answer.get(seconds, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (ExecutionException ex) {
			throw (RuntimeException) ex.getCause();
		}
	}

}
