package cto.registry.recording;

import java.util.Locale;

import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.UnsignedRowsException;
import cto.registry.problem.OverloadedException;
import cto.registry.record.SqlStates;

/**
 * What became of a packet that was posted for recording, as it is counted.
 */
enum OutcomeLabel {

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

	/** Another session held the log's lock. */
	LOG_LOCKED,

	/** The database lacks a guardrail. */
	GUARDRAILS_BROKEN,

	/** The database has rows that somebody else added. */
	UNSIGNED_ROWS,

	/** The database did not answer or takes nothing. */
	DATABASE_UNAVAILABLE,

	/** The service met a fault of its own. */
	FAILED;

	static OutcomeLabel of(RecordingResult result) {
		return result.replayed() ? REPLAYED : RECORDED;
	}

	static OutcomeLabel of(RuntimeException failure) {
		if (failure instanceof InvalidPacketException refused) {
			return refused.validation().guardrailViolated() ? GUARDRAIL_VIOLATION : INVALID;
		}
		if (failure instanceof MalformedPacketException) {
			return MALFORMED;
		}
		if (failure instanceof PacketIdTakenException) {
			return PACKET_ID_CONFLICT;
		}
		if (failure instanceof IdempotencyKeyReusedException) {
			return IDEMPOTENCY_KEY_REUSED;
		}
		if (failure instanceof RecordingFrozenException) {
			return FROZEN;
		}
		if (failure instanceof OverloadedException) {
			return OVERLOADED;
		}
		if (failure instanceof LogLockedException) {
			return LOG_LOCKED;
		}
		if (failure instanceof GuardrailsBrokenException) {
			return GUARDRAILS_BROKEN;
		}
		if (failure instanceof UnsignedRowsException) {
			return UNSIGNED_ROWS;
		}
		return SqlStates.isTransient(failure) ? DATABASE_UNAVAILABLE : FAILED;
	}

	/** Its name in the metric. */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
