package cto.registry.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

import cto.registry.merkle.Sha256;
import cto.registry.text.Excerpt;

/**
 * A key that checks the signatures of notes: a name and an Ed25519 public key (C2SP
 * signed-note, signature type {@code 0x01}).
 */
public final class VerifierKey {

	static final int ID_BYTES = 4;

	private static final byte ED25519 = 0x01;

	private static final String RIGHT = "A verifier key is <name>+<id, 8 lowercase hex digits>"
			+ "+<base64 of 0x01 and the 32 bytes of an Ed25519 public key>";

	private final String name;

	private final byte[] typeAndKey;

	private final byte[] id;

	private final PublicKey key;

	private VerifierKey(String name, byte[] typeAndKey) throws GeneralSecurityException {
		this.name = name;
		this.typeAndKey = typeAndKey;
		this.id = Arrays.copyOf(Sha256.of((name + "\n").getBytes(StandardCharsets.UTF_8), typeAndKey), ID_BYTES);
		this.key = Ed25519.publicKey(Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length));
	}

	static VerifierKey of(String name, byte[] publicKey) throws GeneralSecurityException {
		return new VerifierKey(KeyName.checked(name),
				ByteBuffer.allocate(1 + publicKey.length).put(ED25519).put(publicKey).array());
	}

	/**
	 * Reads a verifier key.
	 * @param vkey {@code <name>+<hex id>+<base64>}, as {@link #toString()} writes it
	 * @return the key
	 * @throws IllegalArgumentException with a sentence that says what would be right
	 */
	public static VerifierKey parse(String vkey) {
		String[] parts = vkey.split("\\+", 3);
		if (parts.length != 3 || !KeyName.isValid(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
			throw new IllegalArgumentException(RIGHT + "; not " + Excerpt.quoted(vkey));
		}
		VerifierKey key = parse(parts[0], parts[2]);
		String id = HexFormat.of().formatHex(key.id);
		if (!id.equals(parts[1])) {
			throw new IllegalArgumentException("The id of this name and key is " + id + ", not " + parts[1]
					+ ": the verifier key was changed or cut; compare it with the one that was published");
		}
		return key;
	}

	private static VerifierKey parse(String name, String base64) {
		byte[] typeAndKey;
		try {
			typeAndKey = StandardBase64.decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(RIGHT + "; this is no base64: " + Excerpt.quoted(base64), ex);
		}
		if (typeAndKey.length != 1 + Ed25519.KEY_BYTES || typeAndKey[0] != ED25519) {
			throw new IllegalArgumentException(
					RIGHT + "; this base64 has " + typeAndKey.length + " bytes" + ((typeAndKey.length > 0)
							? " and begins with 0x" + HexFormat.of().toHexDigits(typeAndKey[0]) : ""));
		}
		try {
			return new VerifierKey(name, typeAndKey);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException(RIGHT + "; these 32 bytes are no Ed25519 public key", ex);
		}
	}

	/**
	 * Returns who signs.
	 * @return the name, which is the origin of the checkpoints that the key signs
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns what tells the keys of one name apart.
	 * @return the first 4 bytes of {@code SHA-256(name || 0x0A || 0x01 || public key)}
	 */
	public byte[] id() {
		return this.id.clone();
	}

	/**
	 * Checks a signature.
	 * @param text the text of the note, with its last newline
	 * @param signature the signature without the id, 64 bytes
	 * @return whether this key signed exactly this text; false for another length too
	 */
	public boolean verifies(byte[] text, byte[] signature) {
		return signature.length == Ed25519.SIGNATURE_BYTES && Ed25519.verifies(this.key, text, signature);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof VerifierKey key && this.name.equals(key.name)
				&& Arrays.equals(this.typeAndKey, key.typeAndKey);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.id);
	}

	/**
	 * Writes the verifier key.
	 * @return {@code <name>+<hex id>+<base64>}, in one line
	 */
	@Override
	public String toString() {
		return this.name + "+" + HexFormat.of().formatHex(this.id) + "+" + StandardBase64.encode(this.typeAndKey);
	}

}
