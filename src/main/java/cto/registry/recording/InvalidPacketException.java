package cto.registry.recording;

import cto.registry.packet.ValidationResult;

/**
 * The packet breaks rules; nothing was recorded.
 */
public final class InvalidPacketException extends RuntimeException {

	private final ValidationResult.Refused judgement;

	InvalidPacketException(ValidationResult.Refused judgement) {
		super("the packet breaks " + judgement.faultCount() + " rules", null, false, false);
		this.judgement = judgement;
	}

	/**
	 * Returns what it breaks.
	 * @return the result of its validation
	 */
	public ValidationResult.Refused judgement() {
		return this.judgement;
	}

}
