package cto.registry.start;

import java.security.GeneralSecurityException;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What a training run does of a start that it cannot have for want of a database: the
 * arithmetic of its logins, which takes longer than all else of them until the JVM knows
 * it well.
 */
final class Rehearsal {

	/** One start's, about. */
	private static final int LOGINS = 8;

	/** Those of PostgreSQL, and of RFC 7677 section 3. */
	private static final int ROUNDS = 4096;

	private static final int BITS = 256;

	private Rehearsal() {
	}

	/**
	 * Hashes a password as SCRAM-SHA-256 does (RFC 5802 section 2.2, {@code Hi}).
	 */
	static void run() {
		PBEKeySpec password = new PBEKeySpec("nobody's".toCharArray(), new byte[16], ROUNDS, BITS);
		try {
			SecretKeyFactory hi = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
			for (int login = 0; login < LOGINS; login++) {
				hi.generateSecret(password);
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
