package cto.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;

import cto.registry.note.SigningKey;

/**
 * A key of a log, and the file that it would be in.
 *
 * @param name the origin
 * @param key the Ed25519 key
 */
record TestKey(String name, PrivateKey key) {

	static TestKey fresh(String name) throws GeneralSecurityException {
		return new TestKey(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
	}

	SigningKey signing() {
		return SigningKey.of(this.name, this.key);
	}

	String vkey() {
		return signing().verifier().toString();
	}

	/** Makes a data directory with nothing but the key. */
	Path dataDirectory(Path directory) throws IOException {
		Files.createDirectories(directory);
		String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
			.encodeToString(this.key.getEncoded());
		Files.writeString(directory.resolve("log.key"),
				"-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
		return directory;
	}

}
