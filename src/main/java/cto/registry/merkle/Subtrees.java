package cto.registry.merkle;

/**
 * Where the hashes of perfect subtrees come from. Every root and every proof of a tree
 * can be computed out of them.
 */
@FunctionalInterface
public interface Subtrees {

	/**
	 * Looks up or computes the root of a perfect subtree.
	 * @param subtree which one, wholly inside the tree
	 * @return its root, 32 bytes; at level 0 the leaf hash
	 */
	byte[] root(Subtree subtree);

	/**
	 * Computes the Merkle tree hash of consecutive leaves, {@code MTH(D[begin:end])} of
	 * RFC 9162 section 2.1.1.
	 * @param begin the first leaf, a multiple of the smallest power of two that is not
	 * below {@code end - begin}, as the split at powers of two always leaves it
	 * @param end the last leaf plus 1, above {@code begin}
	 * @return the root, 32 bytes
	 */
	default byte[] root(long begin, long end) {
		long size = end - begin;
		if (Long.bitCount(size) == 1) {
			int level = Long.numberOfTrailingZeros(size);
			return root(new Subtree(level, begin >> level));
		}
		long split = begin + Rfc6962.split(size);
		return Rfc6962.nodeHash(root(begin, split), root(split, end));
	}

}
