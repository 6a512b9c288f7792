package cto.registry.recording;

/**
 * Recording is frozen; nothing of this packet was kept.
 */
public final class RecordingFrozenException extends RuntimeException {

	/**
	 * Frozen by the operator, for all instances on the database.
	 * @param freeze since when, and why
	 */
	public RecordingFrozenException(Freeze freeze) {
		this("Recording is frozen since " + freeze.since() + ": " + freeze.reason());
	}

	/**
	 * Frozen.
	 * @param sentence says by what
	 */
	public RecordingFrozenException(String sentence) {
		super(sentence, null, false, false);
	}

	/**
	 * Says so to whoever was turned away.
	 * @return the sentence, without its full stop
	 */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
