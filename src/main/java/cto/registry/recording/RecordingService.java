package cto.registry.recording;

import java.util.Optional;

import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.UnsignedRowsException;
import cto.registry.merkle.Sha256;
import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.PacketMediaType;
import cto.registry.packet.PacketValidator;
import cto.registry.packet.ValidationResult;
import cto.registry.problem.OverloadedException;
import cto.registry.record.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The write path: validates a packet, and records it if it is accepted and the database
 * enforces every guarantee. A retry gets its earlier result: an accepted packet is looked
 * up in the transaction that records, any other after it was refused.
 */
@Component
public class RecordingService {

	private static final Logger LOG = LoggerFactory.getLogger(RecordingService.class);

	private final Deduplication deduplication;

	private final PacketValidator validator;

	private final Sequencer sequencer;

	private final IntakeProperties properties;

	private final RecordingMetrics metrics;

	private final ValidationBulkhead bulkhead = new ValidationBulkhead();

	RecordingService(Deduplication deduplication, PacketValidator validator, Sequencer sequencer,
			IntakeProperties properties, RecordingMetrics metrics) {
		this.deduplication = deduplication;
		this.validator = validator;
		this.sequencer = sequencer;
		this.properties = properties;
		this.metrics = metrics;
	}

	/**
	 * Records a packet, or finds its record.
	 * @param submission the packet and who posts it
	 * @return where its record is
	 * @throws MalformedPacketException when its bytes cannot be read strictly
	 * @throws InvalidPacketException when it breaks rules
	 * @throws IdempotencyKeyReusedException when the sender's key stands for other bytes
	 * @throws PacketIdTakenException when a record of other bytes has its packet id
	 * @throws OverloadedException when too many wait to record
	 * @throws LogLockedException when another session keeps the log's lock
	 * @throws GuardrailsBrokenException when the database does not force every guarantee
	 * @throws RecordingFrozenException when recording is frozen
	 */
	public RecordingResult submit(Submission submission) {
		try {
			RecordingResult result = answer(submission);
			this.metrics.count(OutcomeLabel.of(result));
			return result;
		}
		catch (RuntimeException ex) {
			this.metrics.count(OutcomeLabel.of(ex));
			throw ex;
		}
	}

	private RecordingResult answer(Submission submission) {
		ValidationResult validation = validate(submission.packet(), submission.mediaType());
		if (validation instanceof ValidationResult.Accepted accepted) {
			return record(submission, accepted.packet());
		}
		// what was recorded under other rules is still found again
		return earlierAnswer(submission).orElseThrow(() -> refusal(validation, submission.sender()));
	}

	private RecordingResult record(Submission submission, ApprovalPacket proposal) {
		try {
			requireThawed();
			return this.sequencer.append(new PendingSubmission(submission, proposal));
		}
		catch (GuardrailsBrokenException | OverloadedException | LogLockedException | UnsignedRowsException ex) {
			// nothing new can be recorded, and a retry needs nothing new
			return earlierAnswer(submission).orElseThrow(() -> ex);
		}
		catch (RecordingFrozenException ex) {
			return storedAnswer(submission).orElseThrow(() -> ex);
		}
		catch (DataAccessException | TransactionException ex) {
			if (!SqlStates.takesNothing(ex)) {
				throw ex;
			}
			return storedAnswer(submission).orElseThrow(() -> ex);
		}
	}

	private void requireThawed() {
		if (this.properties.frozen()) {
			throw new RecordingFrozenException(
					"Recording is frozen on this instance by its configuration, registry.intake.frozen");
		}
	}

	/**
	 * Validates a packet as {@link #submit} would, and stores nothing.
	 * @param packet its bytes
	 * @param mediaType what it is said to be
	 * @return what was found
	 * @throws OverloadedException when too many are validated already
	 */
	public ValidationResult validate(byte[] packet, PacketMediaType mediaType) {
		this.bulkhead.acquire();
		try {
			return this.validator.validate(packet, mediaType);
		}
		finally {
			this.bulkhead.release();
		}
	}

	/**
	 * Refuses an accepted packet whose name a record of other bytes has, as
	 * {@link #submit} would.
	 * @param packet its bytes
	 * @param proposal what they propose
	 * @throws PacketIdTakenException when a record of other bytes has its packet id
	 */
	public void requireFree(byte[] packet, ApprovalPacket proposal) {
		if (this.deduplication.byDigest(Sha256.of(packet)).isEmpty()) {
			this.deduplication.requireFree(proposal.packetId());
		}
	}

	private Optional<RecordingResult> earlierAnswer(Submission submission) {
		String key = submission.idempotencyKey();
		if (key == null) {
			return this.deduplication.byDigest(submission.sha256());
		}
		Optional<RecordingResult> first = this.deduplication.byKey(submission.sender(), key, submission.sha256());
		return first.or(() -> this.deduplication.byDigest(submission.sha256())
			.map((result) -> this.deduplication.remember(submission.sender(), key, submission.sha256(), result)));
	}

	/**
	 * The same where nothing may be written: what would have to be remembered with a key
	 * is not answered.
	 */
	private Optional<RecordingResult> storedAnswer(Submission submission) {
		String key = submission.idempotencyKey();
		return (key == null) ? this.deduplication.byDigest(submission.sha256())
				: this.deduplication.byKey(submission.sender(), key, submission.sha256());
	}

	private static RuntimeException refusal(ValidationResult validation, String sender) {
		if (validation instanceof ValidationResult.Invalid refused) {
			if (refused.guardrailViolated()) {
				LOG.warn("Guardrail violation: a packet posted by {} claims an approval; refused", sender);
			}
			return new InvalidPacketException(refused);
		}
		return new MalformedPacketException(((ValidationResult.Malformed) validation).detail());
	}

}
