package cto.registry.recording;

import java.util.UUID;

/**
 * This sender used this idempotency key before, for other bytes.
 */
public final class IdempotencyKeyReusedException extends RuntimeException {

	private final UUID record;

	IdempotencyKeyReusedException(UUID record) {
		super("the key belongs to record " + record, null, false, false);
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
