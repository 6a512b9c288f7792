package cto.registry.intake;

import java.util.Locale;

import cto.registry.guardrail.GuardrailsBroken;
import cto.registry.log.IdempotencyKeyReused;
import cto.registry.log.IntakeFrozen;
import cto.registry.log.Overloaded;
import cto.registry.log.PacketIdTaken;
import cto.registry.log.Receipt;
import cto.registry.record.SqlStates;

/**
 * What became of a packet that was posted for recording, as it is counted.
 */
enum Outcome {

	/** It has a new record. */
	RECORDED,

	/** It had a record. */
	REPLAYED,

	/** Its bytes cannot be read strictly. */
	MALFORMED,

	/** It breaks rules. */
	INVALID,

	/** It claims an approval. */
	GUARDRAIL_VIOLATION,

	/** A record of other bytes has its packet id. */
	PACKET_ID_CONFLICT,

	/** Its key stands for other bytes. */
	IDEMPOTENCY_KEY_REUSED,

	/** Recording is frozen. */
	FROZEN,

	/** Too many were on their way. */
	OVERLOADED,

	/** The database lacks a guardrail. */
	GUARDRAILS_BROKEN,

	/** The database did not answer or takes nothing. */
	DATABASE_UNAVAILABLE,

	/** The service met a fault of its own. */
	FAILED;

	static Outcome of(Receipt receipt) {
		return receipt.replayed() ? REPLAYED : RECORDED;
	}

	static Outcome of(RuntimeException failure) {
		if (failure instanceof PacketRefused refused) {
			return refused.judgement().guardrailViolated() ? GUARDRAIL_VIOLATION : INVALID;
		}
		if (failure instanceof PacketMalformed) {
			return MALFORMED;
		}
		if (failure instanceof PacketIdTaken) {
			return PACKET_ID_CONFLICT;
		}
		if (failure instanceof IdempotencyKeyReused) {
			return IDEMPOTENCY_KEY_REUSED;
		}
		if (failure instanceof IntakeFrozen) {
			return FROZEN;
		}
		if (failure instanceof Overloaded) {
			return OVERLOADED;
		}
		if (failure instanceof GuardrailsBroken) {
			return GUARDRAILS_BROKEN;
		}
		return SqlStates.isTransient(failure) ? DATABASE_UNAVAILABLE : FAILED;
	}

	/** Its name in the metric. */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
