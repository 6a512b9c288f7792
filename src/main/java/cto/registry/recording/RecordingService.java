package cto.registry.recording;

import java.util.Optional;

import cto.registry.guardrail.GuardrailsBrokenException;
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

	private final Deduplication earlier;

	private final PacketValidator judge;

	private final Sequencer sequencer;

	private final IntakeProperties properties;

	private final RecordingMetrics metrics;

	private final ValidationBulkhead bulkhead = new ValidationBulkhead();

	RecordingService(Deduplication earlier, PacketValidator judge, Sequencer sequencer, IntakeProperties properties,
			RecordingMetrics metrics) {
		this.earlier = earlier;
		this.judge = judge;
		this.sequencer = sequencer;
		this.properties = properties;
		this.metrics = metrics;
	}

	/**
	 * Records a packet, or finds its record.
	 * @param arrival the packet and who posts it
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
	public RecordingResult submit(Arrival arrival) {
		try {
			RecordingResult receipt = answer(arrival);
			this.metrics.count(RecordingOutcome.of(receipt));
			return receipt;
		}
		catch (RuntimeException ex) {
			this.metrics.count(RecordingOutcome.of(ex));
			throw ex;
		}
	}

	private RecordingResult answer(Arrival arrival) {
		byte[] sha256 = Sha256.of(arrival.packet());
		ValidationResult judgement = judge(arrival.packet(), arrival.mediaType());
		if (judgement instanceof ValidationResult.Accepted accepted) {
			return record(arrival, sha256, accepted.packet());
		}
		// what was recorded under other rules is still found again
		return earlierAnswer(arrival, sha256).orElseThrow(() -> refusal(judgement, arrival.sender()));
	}

	private RecordingResult record(Arrival arrival, byte[] sha256, ApprovalPacket proposal) {
		try {
			requireThawed();
			return this.sequencer.append(new Submission(arrival.packet(), sha256, arrival.mediaType(), proposal,
					arrival.sender(), arrival.idempotencyKey()));
		}
		catch (GuardrailsBrokenException | OverloadedException | LogLockedException ex) {
			// nothing new can be recorded, and a retry needs nothing new
			return earlierAnswer(arrival, sha256).orElseThrow(() -> ex);
		}
		catch (RecordingFrozenException ex) {
			return storedAnswer(arrival, sha256).orElseThrow(() -> ex);
		}
		catch (DataAccessException | TransactionException ex) {
			if (!SqlStates.takesNothing(ex)) {
				throw ex;
			}
			return storedAnswer(arrival, sha256).orElseThrow(() -> ex);
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
	public ValidationResult judge(byte[] packet, PacketMediaType mediaType) {
		this.bulkhead.acquire();
		try {
			return this.judge.judge(packet, mediaType);
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
		if (this.earlier.byDigest(Sha256.of(packet)).isEmpty()) {
			this.earlier.requireFree(proposal.packetId());
		}
	}

	private Optional<RecordingResult> earlierAnswer(Arrival arrival, byte[] sha256) {
		String key = arrival.idempotencyKey();
		if (key == null) {
			return this.earlier.byDigest(sha256);
		}
		Optional<RecordingResult> first = this.earlier.byKey(arrival.sender(), key, sha256);
		return first.or(() -> this.earlier.byDigest(sha256)
			.map((receipt) -> this.earlier.remember(arrival.sender(), key, sha256, receipt)));
	}

	/**
	 * The same where nothing may be written: what would have to be remembered with a key
	 * is not answered.
	 */
	private Optional<RecordingResult> storedAnswer(Arrival arrival, byte[] sha256) {
		String key = arrival.idempotencyKey();
		return (key == null) ? this.earlier.byDigest(sha256) : this.earlier.byKey(arrival.sender(), key, sha256);
	}

	private static RuntimeException refusal(ValidationResult judgement, String sender) {
		if (judgement instanceof ValidationResult.Refused refused) {
			if (refused.guardrailViolated()) {
				LOG.warn("Guardrail violation: a packet posted by {} claims an approval; refused", sender);
			}
			return new InvalidPacketException(refused);
		}
		return new MalformedPacketException(((ValidationResult.Malformed) judgement).detail());
	}

}
