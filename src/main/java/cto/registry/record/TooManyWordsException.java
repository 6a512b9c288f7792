package cto.registry.record;

/**
 * A search for more words than one search takes.
 */
public final class TooManyWordsException extends RuntimeException {

	TooManyWordsException(int words, int most) {
		super("q has " + words + " different words; allowed are 1 to " + most, null, false, false);
	}

	/**
	 * Says so to whoever searches.
	 * @return a sentence with the actual and the allowed number
	 */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
