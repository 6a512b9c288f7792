package cto.registry.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;

import cto.registry.merkle.Sha256;
import cto.registry.startup.SecretFile;

/**
 * The token that the service makes for its own machine when none is configured.
 */
final class GeneratedTokenFile {

	static final String NAME = "submit.token";

	/** By which intake recognises the token in a packet. */
	private static final String PREFIX = "rrt_";

	private static final int BYTES = 32;

	private final SecretFile file;

	GeneratedTokenFile(Path dataDirectory) {
		this.file = new SecretFile(dataDirectory.resolve(NAME));
	}

	Path path() {
		return this.file.path();
	}

	/**
	 * Reads the token's digest; makes the token first where there is none.
	 * @return the token named {@code local}, which may submit and read
	 */
	SecurityProperties.Token load() throws IOException {
		String token = this.file.readOrMake(GeneratedTokenFile::random).strip();
		if (token.length() < BYTES) {
			throw new IOException(path() + " holds no token; delete it, and the next start makes a new one");
		}
		byte[] digest = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
		return new SecurityProperties.Token("local", HexFormat.of().formatHex(digest),
				EnumSet.of(AccessRole.SUBMIT, AccessRole.READ));
	}

	private static String random() {
		byte[] random = new byte[BYTES];
		new SecureRandom().nextBytes(random);
		return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
	}

}
