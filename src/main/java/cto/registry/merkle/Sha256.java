package cto.registry.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 (FIPS 180-4), which every Java platform has.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Hashes bytes.
	 * @param parts the bytes, as if concatenated
	 * @return 32 bytes
	 */
	public static byte[] of(byte[]... parts) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			for (byte[] part : parts) {
				sha256.update(part);
			}
			return sha256.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
