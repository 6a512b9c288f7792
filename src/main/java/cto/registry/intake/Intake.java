package cto.registry.intake;

import java.util.Optional;

import cto.registry.guardrail.GuardrailsBroken;
import cto.registry.log.EarlierRecords;
import cto.registry.log.IdempotencyKeyReused;
import cto.registry.log.IntakeFrozen;
import cto.registry.log.Overloaded;
import cto.registry.log.PacketIdTaken;
import cto.registry.log.Receipt;
import cto.registry.log.Sequencer;
import cto.registry.log.Submission;
import cto.registry.merkle.Sha256;
import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.Judgement;
import cto.registry.packet.PacketJudge;
import cto.registry.packet.PacketMediaType;
import cto.registry.record.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The way of a packet in: it is judged, and what is accepted is recorded, provided that
 * the database forces every guarantee. A retry gets its earlier answer.
 */
@Component
public class Intake {

	private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

	private final EarlierRecords earlier;

	private final PacketJudge judge;

	private final Sequencer sequencer;

	private final IntakeProperties properties;

	private final IntakeMetrics metrics;

	private final Desk desk = new Desk();

	Intake(EarlierRecords earlier, PacketJudge judge, Sequencer sequencer, IntakeProperties properties,
			IntakeMetrics metrics) {
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
	 * @throws PacketMalformed when its bytes cannot be read strictly
	 * @throws PacketRefused when it breaks rules
	 * @throws IdempotencyKeyReused when the sender's key stands for other bytes
	 * @throws PacketIdTaken when a record of other bytes has its packet id
	 * @throws Overloaded when too many wait to record
	 * @throws GuardrailsBroken when the database does not force every guarantee
	 * @throws IntakeFrozen when recording is frozen
	 */
	public Receipt submit(Arrival arrival) {
		try {
			Receipt receipt = answer(arrival);
			this.metrics.count(Outcome.of(receipt));
			return receipt;
		}
		catch (RuntimeException ex) {
			this.metrics.count(Outcome.of(ex));
			throw ex;
		}
	}

	private Receipt answer(Arrival arrival) {
		byte[] sha256 = Sha256.of(arrival.packet());
		Judgement judgement = judge(arrival.packet(), arrival.mediaType());
		if (judgement instanceof Judgement.Accepted accepted) {
			return record(arrival, sha256, accepted.packet());
		}
		// what was recorded under other rules is still found again
		return earlierAnswer(arrival, sha256).orElseThrow(() -> refusal(judgement, arrival.sender()));
	}

	private Receipt record(Arrival arrival, byte[] sha256, ApprovalPacket proposal) {
		try {
			requireThawed();
			return this.sequencer.append(new Submission(arrival.packet(), sha256, arrival.mediaType(), proposal,
					arrival.sender(), arrival.idempotencyKey()));
		}
		catch (GuardrailsBroken | Overloaded ex) {
			// nothing new can be recorded, and a retry needs nothing new
			return earlierAnswer(arrival, sha256).orElseThrow(() -> ex);
		}
		catch (IntakeFrozen ex) {
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
			throw new IntakeFrozen("Recording is frozen on this instance by its configuration, registry.intake.frozen");
		}
	}

	/**
	 * Judges a packet as {@link #submit} would, and keeps nothing.
	 * @param packet its bytes
	 * @param mediaType what it is said to be
	 * @return the judgement
	 * @throws Overloaded when too many are judged already
	 */
	public Judgement judge(byte[] packet, PacketMediaType mediaType) {
		this.desk.enter();
		try {
			return this.judge.judge(packet, mediaType);
		}
		finally {
			this.desk.leave();
		}
	}

	/**
	 * Refuses an accepted packet whose name a record of other bytes has, as
	 * {@link #submit} would.
	 * @param packet its bytes
	 * @param proposal what they propose
	 * @throws PacketIdTaken when a record of other bytes has its packet id
	 */
	public void requireFree(byte[] packet, ApprovalPacket proposal) {
		if (this.earlier.byDigest(Sha256.of(packet)).isEmpty()) {
			this.earlier.requireFree(proposal.packetId());
		}
	}

	private Optional<Receipt> earlierAnswer(Arrival arrival, byte[] sha256) {
		String key = arrival.idempotencyKey();
		if (key == null) {
			return this.earlier.byDigest(sha256);
		}
		Optional<Receipt> first = this.earlier.byKey(arrival.sender(), key, sha256);
		return first.or(() -> this.earlier.byDigest(sha256)
			.map((receipt) -> this.earlier.remember(arrival.sender(), key, sha256, receipt)));
	}

	/**
	 * The same where nothing may be written: what would have to be remembered with a key
	 * is not answered.
	 */
	private Optional<Receipt> storedAnswer(Arrival arrival, byte[] sha256) {
		String key = arrival.idempotencyKey();
		return (key == null) ? this.earlier.byDigest(sha256) : this.earlier.byKey(arrival.sender(), key, sha256);
	}

	private static RuntimeException refusal(Judgement judgement, String sender) {
		if (judgement instanceof Judgement.Refused refused) {
			if (refused.guardrailViolated()) {
				LOG.warn("Guardrail violation: a packet posted by {} claims an approval; refused", sender);
			}
			return new PacketRefused(refused);
		}
		return new PacketMalformed(((Judgement.Malformed) judgement).detail());
	}

}
