package cto.registry.note;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 (RFC 8032) of the Java platform, with public keys as their 32 bytes.
 */
final class Ed25519 {

	static final int KEY_BYTES = 32;

	static final int SIGNATURE_BYTES = 64;

	/** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410 section 4). */
	private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

	/**
	 * The y coordinates of the points of small order, in 32 bytes, little-endian, with
	 * the two that are written above the field's prime. With such a point as a public key
	 * a signature holds for nearly any text.
	 */
	private static final Set<String> SMALL_ORDER = Set.of(
			"0000000000000000000000000000000000000000000000000000000000000000",
			"0100000000000000000000000000000000000000000000000000000000000000",
			"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
			"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

	private Ed25519() {
	}

	/**
	 * Reads a public key.
	 * @throws GeneralSecurityException where the 32 bytes are no point of the curve, or
	 * one of small order
	 */
	static PublicKey publicKey(byte[] key) throws GeneralSecurityException {
		byte[] y = key.clone();
		y[KEY_BYTES - 1] &= Byte.MAX_VALUE;
		if (SMALL_ORDER.contains(HexFormat.of().formatHex(y))) {
			throw new InvalidKeyException("the point is of small order");
		}
		ByteArrayOutputStream encoded = new ByteArrayOutputStream();
		encoded.writeBytes(SPKI);
		encoded.writeBytes(key);
		PublicKey read = KeyFactory.getInstance("Ed25519")
			.generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
		// Only now is the point decoded.
		Signature.getInstance("Ed25519").initVerify(read);
		return read;
	}

	/**
	 * Derives the public key. The Java platform has no method for that, but its generator
	 * takes the private key from its source of randomness (RFC 8032 section 5.1.5).
	 * @throws GeneralSecurityException where the private key is not of Ed25519
	 */
	static byte[] derivePublicKey(PrivateKey key) throws GeneralSecurityException {
		if (!(key instanceof EdECPrivateKey ed)
				|| !ed.getParams().getName().equalsIgnoreCase(NamedParameterSpec.ED25519.getName())) {
			throw new GeneralSecurityException("it is a key for " + key.getAlgorithm());
		}
		byte[] seed = ed.getBytes().orElseThrow(() -> new GeneralSecurityException("its bytes cannot be read"));
		KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
		generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
		byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
		return Arrays.copyOfRange(encoded, SPKI.length, encoded.length);
	}

	static byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("Ed25519");
		signature.initSign(key);
		signature.update(text);
		return signature.sign();
	}

	static boolean verifies(PublicKey key, byte[] text, byte[] signed) {
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initVerify(key);
			signature.update(text);
			return signature.verify(signed);
		}
		catch (SignatureException ex) {
			// Not 64 bytes, or with numbers out of range.
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform from 15 has Ed25519", ex);
		}
	}

	/**
	 * A source of randomness that is not random at all.
	 */
	private static final class Fixed extends SecureRandom {

		private final byte[] seed;

		Fixed(byte[] seed) {
			this.seed = seed;
		}

		@Override
		public void nextBytes(byte[] bytes) {
			if (bytes.length != this.seed.length) {
				throw new IllegalStateException(
						"The generator asks for " + bytes.length + " bytes, but a private key has " + this.seed.length);
			}
			System.arraycopy(this.seed, 0, bytes, 0, bytes.length);
		}

	}

}
