package cto.registry.merkle;

/**
 * Where RFC 9162 section 2.1.1 splits a list of leaves.
 */
final class Split {

	private Split() {
	}

	/**
	 * Returns the size of the left part.
	 * @param size how many leaves, at least 2
	 * @return the largest power of two below {@code size}
	 */
	static long below(long size) {
		return Long.highestOneBit(size - 1);
	}

}
