package cto.registry.merkle;

/**
 * A perfect subtree: the one over the leaves from {@code index << level} to
 * {@code (index + 1) << level}, the last excluded. At level 0 it is a leaf.
 *
 * @param level the height, 0 to 62
 * @param index the position at that level, from 0
 */
public record Subtree(int level, long index) {

	/**
	 * Checks that the subtree lies within the largest tree, of {@link Long#MAX_VALUE}
	 * leaves.
	 * @throws IllegalArgumentException where it does not
	 */
	public Subtree {
		if (level < 0 || level > 62) {
			throw new IllegalArgumentException("The level of a subtree is from 0 to 62, not " + level);
		}
		if (index < 0 || index >= Long.MAX_VALUE >> level) {
			throw new IllegalArgumentException("The index of a subtree of level " + level + " is from 0 to "
					+ ((Long.MAX_VALUE >> level) - 1) + ", not " + index);
		}
	}

	/**
	 * Returns where it begins.
	 * @return the index of its first leaf
	 */
	public long start() {
		return this.index << this.level;
	}

	/**
	 * Returns where it ends.
	 * @return the index of its last leaf, plus 1
	 */
	public long end() {
		return (this.index + 1) << this.level;
	}

}
