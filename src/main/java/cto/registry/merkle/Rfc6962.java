package cto.registry.merkle;

/**
 * The hashes of an RFC 6962 Merkle tree (section 2.1) over SHA-256.
 */
public final class Rfc6962 {

	private static final byte[] LEAF = { 0x00 };

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

}
