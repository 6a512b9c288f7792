package cto.registry.recording;

import java.util.UUID;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * This sender used this idempotency key before, for other bytes.
 */
public final class IdempotencyKeyReusedException extends ProblemException {

	private final UUID record;

	IdempotencyKeyReusedException(UUID record) {
		super(ProblemType.IDEMPOTENCY_KEY_REUSED,
				"This Idempotency-Key stands for record " + record + ", which has other bytes");
		this.record = record;
	}

	/**
	 * Returns what the key stands for.
	 * @return the id of the record that it was first used for
	 */
	public UUID record() {
		return this.record;
	}

}
