package cto.registry.recording;

/**
 * More than there is room for: this one was turned away and nothing of it is kept.
 */
public final class OverloadedException extends RuntimeException {

	/** Turns a packet away. */
	public OverloadedException() {
		this("Too many packets are on their way in; nothing of this one was kept");
	}

	/**
	 * Turns somebody away.
	 * @param sentence says what there is too much of
	 */
	public OverloadedException(String sentence) {
		super(sentence, null, false, false);
	}

	/**
	 * Says so to whoever was turned away.
	 * @return the sentence
	 */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
