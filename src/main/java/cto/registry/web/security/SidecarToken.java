package cto.registry.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import cto.registry.merkle.Sha256;
import cto.registry.problem.ProblemType;
import cto.registry.startup.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret that Hermes WebUI shares with the registry (its {@code token-v1}). Hermes
 * makes, replaces and deletes the file whenever it likes, so it is read again for each
 * request that presents a token, and for no other.
 */
final class SidecarToken {

	private static final Logger LOG = LoggerFactory.getLogger(SidecarToken.class);

	private static final int LIMIT = 1024;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	/** What Hermes WebUI makes and takes; shorter ones could be guessed. */
	private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{16,256}");

	private final SecretFile file;

	private final AtomicReference<String> complaint = new AtomicReference<>("");

	SidecarToken(SecretFile file) {
		this.file = file;
	}

	/**
	 * Tells whether this is the secret, in a time that says nothing about it.
	 * @param presented what came with the request
	 * @return whether it is
	 * @throws UnauthenticatedException if there is no secret to compare with
	 */
	boolean is(String presented) {
		byte[] secret = Sha256.of(secret().getBytes(StandardCharsets.UTF_8));
		return MessageDigest.isEqual(secret, Sha256.of(presented.getBytes(StandardCharsets.UTF_8)));
	}

	private String secret() {
		try {
			String secret = this.file.read(LIMIT).strip();
			if (!SHAPE.matcher(secret).matches()) {
				throw new IOException(this.file.path() + " holds no token of 16 to 256 letters, digits, '-' or '_'");
			}
			complain(this.file.isOpenToOthers()
					? this.file.path() + " is open to other users, who can read the records with it: chmod 600" : "");
			return secret;
		}
		catch (IOException ex) {
			complain("No token of Hermes WebUI is believed: " + ex.getMessage());
			throw new UnauthenticatedException(ProblemType.SIDECAR_TOKEN_MISSING,
					"There is no token of Hermes WebUI to compare this one with, so it is not believed. Hermes WebUI and the "
							+ "registry have to use the same HERMES_WEBUI_STATE_DIR, or HERMES_EXT_SIDECAR_TOKEN_FILE has "
							+ "to name the file; the registry's log says where it looked",
					RETRY_AFTER);
		}
	}

	/** Once for each new reason, since whoever sends requests decides how many. */
	private void complain(String reason) {
		if (!this.complaint.getAndSet(reason).equals(reason) && !reason.isEmpty()) {
			LOG.warn("{}", reason);
		}
	}

}
