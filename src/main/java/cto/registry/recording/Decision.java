package cto.registry.recording;

import org.jspecify.annotations.Nullable;

/**
 * What became of one submission in a transaction that is not committed yet.
 *
 * @param waiting the submission
 * @param receipt the result, or null if it is refused
 * @param refusal why it is refused, or null
 */
record Decision(PendingSubmission waiting, @Nullable RecordingResult receipt, @Nullable RuntimeException refusal) {

	/** Tells the sender, once the transaction is committed. */
	void announce() {
		if (this.receipt != null) {
			this.waiting.succeed(this.receipt);
		}
		else if (this.refusal != null) {
			this.waiting.fail(this.refusal);
		}
	}

}
