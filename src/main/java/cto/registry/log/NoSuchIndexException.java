package cto.registry.log;

/**
 * A place that the log does not have, or that cannot be read as one.
 */
public final class NoSuchIndexException extends RuntimeException {

	/**
	 * Says what is wrong and what would be right.
	 * @param sentence names the parameter
	 */
	public NoSuchIndexException(String sentence) {
		super(sentence, null, false, false);
	}

	/**
	 * Says so to whoever asked.
	 * @return the sentence
	 */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
