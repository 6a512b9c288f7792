package cto.registry.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.log.LogEntry;
import cto.registry.record.ApprovalFlags;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.SubmissionStamp;
import org.jspecify.annotations.Nullable;

/**
 * What a batch will write: decides on one submission after the other, against what the
 * log holds and against those before it in the batch.
 */
final class BatchPlan {

	private final TreeHead head;

	private final long first;

	private final Instant submittedAt;

	private final ExistingRecords existing;

	private final TimeBasedEpochRandomGenerator ids;

	private final List<Decision> decisions = new ArrayList<>();

	private final List<NewRow> rows = new ArrayList<>();

	private final List<Deduplication.NewKey> keys = new ArrayList<>();

	BatchPlan(TreeHead head, Instant submittedAt, ExistingRecords existing, TimeBasedEpochRandomGenerator ids) {
		this.head = head;
		this.first = head.size();
		this.submittedAt = submittedAt;
		this.existing = existing;
		this.ids = ids;
	}

	TreeHead head() {
		return this.head;
	}

	List<Decision> decisions() {
		return this.decisions;
	}

	List<NewRow> rows() {
		return this.rows;
	}

	List<Deduplication.NewKey> keys() {
		return this.keys;
	}

	void decide(PendingSubmission waiting) {
		try {
			this.decisions.add(new Decision(waiting, result(waiting), null));
		}
		catch (PacketIdTakenException | IdempotencyKeyReusedException ex) {
			this.decisions.add(new Decision(waiting, null, ex));
		}
	}

	private RecordingResult result(PendingSubmission waiting) {
		Submission submission = waiting.submission();
		ExistingRecords.Answer first = this.existing.byKey(submission.sender(), submission.idempotencyKey());
		if (first != null) {
			if (!Arrays.equals(first.sha256(), submission.sha256())) {
				throw new IdempotencyKeyReusedException(first.result().id());
			}
			return answer(waiting, first.result());
		}
		RecordingResult before = this.existing.byDigest(submission.sha256());
		RecordingResult result = (before != null) ? answer(waiting, before) : RecordingResult.made(add(waiting));
		remember(submission, result);
		return result;
	}

	/** A commit that was in doubt: the record is this submission's own. */
	private static RecordingResult answer(PendingSubmission waiting, RecordingResult result) {
		return waiting.isOwn(result.id()) ? result.asFirstAnswer() : result;
	}

	private ExecutionRequest add(PendingSubmission waiting) {
		Submission submission = waiting.submission();
		UUID taken = this.existing.byPacketId(waiting.proposal().packetId());
		if (taken != null) {
			throw new PacketIdTakenException(waiting.proposal().packetId(), taken);
		}
		UUID id = this.ids.construct(this.submittedAt.toEpochMilli());
		waiting.give(id);
		SubmissionStamp submitted = new SubmissionStamp(submission.sender(), this.submittedAt,
				submission.mediaType().value(), submission.packet().length, submission.sha256());
		byte[] leafHash = LogEntry.of(id, submitted, waiting.proposal().approvalRequiredFrom()).leafHash();
		ExecutionRequest record = new ExecutionRequest(this.first + this.rows.size(), id, submitted, leafHash,
				waiting.proposal(), ApprovalFlags.NOT_APPROVED);
		this.rows.add(new NewRow(record, submission.packet(), waiting.proposal()));
		this.existing.add(record, waiting.proposal().packetId());
		return record;
	}

	private void remember(Submission submission, RecordingResult result) {
		@Nullable String key = submission.idempotencyKey();
		if (key != null) {
			this.keys.add(new Deduplication.NewKey(submission.sender(), key, result));
			this.existing.add(submission.sender(), key, submission.sha256(), result);
		}
	}

	/**
	 * What becomes of one submission once the transaction is committed.
	 *
	 * @param waiting the submission
	 * @param result the result, or null if it is refused
	 * @param refusal why it is refused, or null
	 */
	record Decision(PendingSubmission waiting, @Nullable RecordingResult result, @Nullable RuntimeException refusal) {

		/** Tells the sender. */
		void announce() {
			if (this.result != null) {
				this.waiting.succeed(this.result);
			}
			else if (this.refusal != null) {
				this.waiting.fail(this.refusal);
			}
		}

	}

}
