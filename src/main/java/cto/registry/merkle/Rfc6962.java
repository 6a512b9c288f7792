package cto.registry.merkle;

/**
 * The hashes of an RFC 6962 Merkle tree (section 2.1) over SHA-256.
 */
public final class Rfc6962 {

	/** The length of every hash in the tree, in bytes. */
	public static final int HASH_BYTES = 32;

	private static final byte[] LEAF = { 0x00 };

	private static final byte[] NODE = { 0x01 };

	private Rfc6962() {
	}

	/**
	 * Hashes one log entry as a leaf.
	 * @param entry the entry's bytes, of any length
	 * @return {@code SHA-256(0x00 || entry)}, 32 bytes
	 */
	public static byte[] leafHash(byte[] entry) {
		return Sha256.of(LEAF, entry);
	}

	/**
	 * Hashes two neighbours into their parent.
	 * @param left the hash of the left child, 32 bytes
	 * @param right the hash of the right child, 32 bytes
	 * @return {@code SHA-256(0x01 || left || right)}, 32 bytes
	 * @throws IllegalArgumentException where a child is not 32 bytes long, as the parent
	 * would not say where one ends and the other begins
	 */
	public static byte[] nodeHash(byte[] left, byte[] right) {
		return Sha256.of(NODE, hash(left), hash(right));
	}

	/**
	 * Returns the root of the tree without leaves.
	 * @return {@code SHA-256("")}, 32 bytes
	 */
	public static byte[] emptyRoot() {
		return Sha256.of();
	}

	/**
	 * Splits a list of leaves as section 2.1 does.
	 * @param size how many leaves, at least 2
	 * @return the size of the left part: the largest power of two below {@code size}
	 */
	static long split(long size) {
		return Long.highestOneBit(size - 1);
	}

	static long size(long size) {
		if (size < 0) {
			throw new IllegalArgumentException("A tree has at least 0 leaves, not " + size);
		}
		return size;
	}

	static byte[] hash(byte[] hash) {
		if (hash.length != HASH_BYTES) {
			throw new IllegalArgumentException(
					"A hash of the tree has " + HASH_BYTES + " bytes, but this one has " + hash.length);
		}
		return hash;
	}

}
