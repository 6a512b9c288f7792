package cto.registry.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.log.LogEntry;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.Flags;
import cto.registry.record.Submitted;
import org.jspecify.annotations.Nullable;

/**
 * What a batch will write: decides on one submission after the other, against what the
 * log holds and against those before it in the batch.
 */
final class BatchPlan {

	private final TreeHead tail;

	private final long first;

	private final Instant submittedAt;

	private final ExistingRecords known;

	private final TimeBasedEpochRandomGenerator ids;

	private final List<Decision> decisions = new ArrayList<>();

	private final List<NewRow> rows = new ArrayList<>();

	private final List<NewKey> keys = new ArrayList<>();

	BatchPlan(TreeHead tail, Instant submittedAt, ExistingRecords known, TimeBasedEpochRandomGenerator ids) {
		this.tail = tail;
		this.first = tail.size();
		this.submittedAt = submittedAt;
		this.known = known;
		this.ids = ids;
	}

	TreeHead tail() {
		return this.tail;
	}

	List<Decision> decisions() {
		return this.decisions;
	}

	List<NewRow> rows() {
		return this.rows;
	}

	List<NewKey> keys() {
		return this.keys;
	}

	void decide(PendingSubmission waiting) {
		try {
			this.decisions.add(new Decision(waiting, receipt(waiting), null));
		}
		catch (PacketIdTakenException | IdempotencyKeyReusedException ex) {
			this.decisions.add(new Decision(waiting, null, ex));
		}
	}

	private RecordingResult receipt(PendingSubmission waiting) {
		Submission submission = waiting.submission();
		ExistingRecords.Answer first = this.known.byKey(submission.sender(), submission.idempotencyKey());
		if (first != null) {
			if (!Arrays.equals(first.sha256(), submission.sha256())) {
				throw new IdempotencyKeyReusedException(first.receipt().id());
			}
			return answer(waiting, first.receipt());
		}
		RecordingResult before = this.known.byDigest(submission.sha256());
		RecordingResult receipt = (before != null) ? answer(waiting, before) : RecordingResult.made(add(waiting));
		remember(submission, receipt);
		return receipt;
	}

	/** A commit that was in doubt: the record is this submission's own. */
	private static RecordingResult answer(PendingSubmission waiting, RecordingResult receipt) {
		return waiting.isOwn(receipt.id()) ? receipt.asFirstAnswer() : receipt;
	}

	private ExecutionRequest add(PendingSubmission waiting) {
		Submission submission = waiting.submission();
		UUID taken = this.known.byPacketId(submission.proposal().packetId());
		if (taken != null) {
			throw new PacketIdTakenException(submission.proposal().packetId(), taken);
		}
		UUID id = this.ids.construct(this.submittedAt.toEpochMilli());
		waiting.give(id);
		Submitted submitted = new Submitted(submission.sender(), this.submittedAt, submission.mediaType().value(),
				submission.packet().length, submission.sha256());
		byte[] leafHash = LogEntry.of(id, submitted, submission.proposal().approvalRequiredFrom()).leafHash();
		ExecutionRequest record = new ExecutionRequest(this.first + this.rows.size(), id, submitted, leafHash,
				submission.proposal(), Flags.NOT_APPROVED);
		this.rows.add(new NewRow(record, submission.packet(), submission.proposal()));
		this.known.add(record, submission.proposal().packetId());
		return record;
	}

	private void remember(Submission submission, RecordingResult receipt) {
		@Nullable String key = submission.idempotencyKey();
		if (key != null) {
			this.keys.add(new NewKey(submission.sender(), key, receipt));
			this.known.add(submission.sender(), key, submission.sha256(), receipt);
		}
	}

}
