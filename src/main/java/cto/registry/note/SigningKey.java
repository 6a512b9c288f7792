package cto.registry.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;

/**
 * A key that signs notes: a name and an Ed25519 private key. It can be used by several
 * threads at once.
 */
public final class SigningKey {

	private final PrivateKey key;

	private final VerifierKey verifier;

	private SigningKey(PrivateKey key, VerifierKey verifier) {
		this.key = key;
		this.verifier = verifier;
	}

	/**
	 * Makes a signing key and tries it once.
	 * @param name the name that it signs under: not empty, no space, plus or control
	 * character
	 * @param ed25519 the private key
	 * @return the key, with the verifier key that belongs to it
	 * @throws IllegalArgumentException where the name or the key is of another kind
	 */
	public static SigningKey of(String name, PrivateKey ed25519) {
		KeyName.checked(name);
		try {
			VerifierKey verifier = VerifierKey.of(name, Ed25519.derivePublicKey(ed25519));
			SigningKey key = new SigningKey(ed25519, verifier);
			byte[] text = "The public key was derived from the private one.\n".getBytes(StandardCharsets.UTF_8);
			if (!verifier.verifies(text, key.sign(text))) {
				throw new IllegalStateException("The public key that was derived for " + name
						+ " does not verify what its private key signs: this Java platform makes Ed25519 keys in another way");
			}
			return key;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException(
					"The key that signs for " + name + " is an Ed25519 private key, but " + ex.getMessage(), ex);
		}
	}

	/**
	 * Returns the key that checks what this one signs.
	 * @return the verifier key, to be published
	 */
	public VerifierKey verifier() {
		return this.verifier;
	}

	/**
	 * Signs a text (RFC 8032: the same text always gets the same signature).
	 * @param text the text of a note, with its last newline
	 * @return the signature, 64 bytes
	 */
	public byte[] sign(byte[] text) {
		try {
			return Ed25519.sign(this.key, text);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The private key of " + this.verifier.name() + " does not sign", ex);
		}
	}

	/**
	 * Names the key, and nothing secret.
	 * @return the verifier key
	 */
	@Override
	public String toString() {
		return this.verifier.toString();
	}

}
