package cto.registry.merkle;

/**
 * Refuses sizes that no tree has.
 */
final class TreeSize {

	private TreeSize() {
	}

	static long checked(long size) {
		if (size < 0) {
			throw new IllegalArgumentException("A tree has at least 0 leaves, not " + size);
		}
		return size;
	}

}
