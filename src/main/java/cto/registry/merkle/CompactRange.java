package cto.registry.merkle;

/**
 * The least that has to be kept of the leaves from 0 to {@code size} to append another
 * and to know the root: the roots of the perfect subtrees that they divide into, one for
 * each bit of {@code size} that is set. Not for use by several threads at once.
 */
public final class CompactRange {

	/**
	 * The root of the subtree of each level whose bit is set in size; the rest is old.
	 */
	private final byte[][] roots;

	private long size;

	private CompactRange(long size, byte[][] roots) {
		this.size = size;
		this.roots = roots;
	}

	/**
	 * Makes the range without leaves.
	 * @return a range of size 0
	 */
	public static CompactRange empty() {
		return new CompactRange(0, new byte[Long.SIZE][]);
	}

	/**
	 * Makes the range of a tree that exists.
	 * @param size how many leaves it has, at least 0
	 * @param hashes asked for one subtree for each bit that is set in {@code size}
	 * @return the range
	 */
	public static CompactRange of(long size, Subtrees hashes) {
		CompactRange range = empty();
		range.size = Rfc6962.size(size);
		for (int level = 0; size >> level > 0; level++) {
			if (range.has(level)) {
				range.roots[level] = Rfc6962.hash(hashes.root(new Subtree(level, size >> level ^ 1))).clone();
			}
		}
		return range;
	}

	/**
	 * Returns how many leaves there are.
	 * @return the size, at least 0
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Appends a leaf: one hash on average, one for each level at most.
	 * @param leafHash the leaf's hash, 32 bytes
	 */
	public void append(byte[] leafHash) {
		append(leafHash, (level, index, root) -> {
		});
	}

	/**
	 * Appends a leaf and shows the perfect subtrees that it completes.
	 * @param leafHash the leaf's hash, 32 bytes
	 * @param completed told of each, from the leaf itself upwards
	 */
	void append(byte[] leafHash, Completed completed) {
		byte[] root = Rfc6962.hash(leafHash).clone();
		int level = 0;
		completed.subtree(level, this.size, root);
		for (; has(level); level++) {
			root = Rfc6962.nodeHash(this.roots[level], root);
			completed.subtree(level + 1, this.size >> (level + 1), root);
		}
		this.roots[level] = root;
		this.size = Math.addExact(this.size, 1);
	}

	/**
	 * Computes the root of the tree over the leaves, {@code MTH} of RFC 9162 section
	 * 2.1.1.
	 * @return the root, 32 bytes
	 */
	public byte[] root() {
		if (this.size == 0) {
			return Rfc6962.emptyRoot();
		}
		int level = Long.numberOfTrailingZeros(this.size);
		byte[] root = this.roots[level].clone();
		while (this.size >> ++level > 0) {
			if (has(level)) {
				root = Rfc6962.nodeHash(this.roots[level], root);
			}
		}
		return root;
	}

	/**
	 * Returns a range that grows on its own.
	 * @return one of the same leaves
	 */
	public CompactRange copy() {
		// The hashes themselves are never changed, and so can be shared.
		return new CompactRange(this.size, this.roots.clone());
	}

	private boolean has(int level) {
		return (this.size >> level & 1) == 1;
	}

	/**
	 * Is told of the perfect subtrees that a leaf completes.
	 */
	@FunctionalInterface
	interface Completed {

		/**
		 * Takes one.
		 * @param level its level
		 * @param index its index at that level
		 * @param root its root, not to be changed
		 */
		void subtree(int level, long index, byte[] root);

	}

}
