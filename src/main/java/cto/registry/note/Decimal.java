package cto.registry.note;

/**
 * Numbers as the C2SP formats write them.
 */
final class Decimal {

	static final String RIGHT = "a number from 0 to " + Long.MAX_VALUE + " in ASCII digits without leading zeros";

	private Decimal() {
	}

	/**
	 * Reads a number.
	 * @throws NumberFormatException where it is not written like that
	 */
	static long parse(String text) {
		if (!text.matches("0|[1-9][0-9]{0,18}")) {
			throw new NumberFormatException("not " + RIGHT);
		}
		return Long.parseLong(text);
	}

}
