package cto.registry.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import java.util.Locale;

import cto.registry.note.SigningKey;
import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.FileOwnership;
import cto.registry.startup.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Where the key that signs the log comes from: a file, PKCS#8 in PEM, as
 * {@code openssl genpkey -algorithm ed25519} writes it.
 */
public final class LogKeyFile {

	private static final Logger logger = LoggerFactory.getLogger(LogKeyFile.class);

	private static final String REMEDY = "Make one with \"openssl genpkey -algorithm ed25519 -out log.key\" and set registry.log.key-file (REGISTRY_LOG_KEY_FILE) to it, or leave that unset: then log.key in the data directory is used, which the service makes where it is missing.";

	private static final String READ_REMEDY = "Set registry.data-dir (REGISTRY_DATA_DIR), or registry.log.key-file (REGISTRY_LOG_KEY_FILE), as the service has it. At its first start it makes log.key in the data directory, where no other key is configured.";

	private LogKeyFile() {
	}

	/**
	 * Loads the key, and makes it where none is configured and none is there.
	 * @param properties the log's name and, if it is configured, the file
	 * @param dataDirectory where the key is, or is made, if no file is configured
	 * @return the key
	 * @throws StartupRefusedException when the file holds no Ed25519 key or cannot be
	 * read
	 */
	static SigningKey load(LogProperties properties, Path dataDirectory) {
		return load(properties, dataDirectory, REMEDY, (properties.keyFile() != null) ? LogKeyFile::readConfigured
				: (file) -> file.readOrMake(LogKeyFile::make));
	}

	private static String readConfigured(SecretFile file) throws IOException {
		if (file.isKeyOpenToOthers()) {
			logger
				.warn("The key file of the log, {}, is open to other users, who can sign with it: chmod 600, or 640 if "
						+ "it belongs to root", file.path());
		}
		return file.read();
	}

	/**
	 * Loads the key of a log that has one. Makes nothing.
	 * @param properties the log's name and, if it is configured, the file
	 * @param dataDirectory where the key is if no file is configured
	 * @return the key
	 * @throws StartupRefusedException when there is no key, or the file holds something
	 * else
	 */
	public static SigningKey read(LogProperties properties, Path dataDirectory) {
		return load(properties, dataDirectory, READ_REMEDY, (file) -> {
			if (properties.keyFile() == null) {
				FileOwnership.requireOfOneUser(dataDirectory);
			}
			return file.read();
		});
	}

	private static SigningKey load(LogProperties properties, Path dataDirectory, String remedy, Reading reading) {
		Path configured = properties.keyFile();
		SecretFile file = new SecretFile((configured != null) ? configured : dataDirectory.resolve("log.key"));
		try {
			return SigningKey.of(properties.origin(), parse(reading.of(file), file.path()));
		}
		catch (NoSuchFileException ex) {
			throw new StartupRefusedException(
					String.format(Locale.ROOT, "The key file of the log, %s, does not exist.", file.path()), remedy,
					ex);
		}
		catch (IOException ex) {
			throw new StartupRefusedException(String.format(Locale.ROOT,
					"The key file of the log, %s, cannot be read: %s.", file.path(), ex.getMessage()), remedy, ex);
		}
	}

	private static PrivateKey parse(String pem, Path file) {
		PrivateKey key = null;
		RuntimeException cause = null;
		try {
			PemContent content = PemContent.of(pem);
			key = (content != null) ? content.getPrivateKey() : null;
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			cause = ex;
		}
		if (key == null || !isEd25519(key)) {
			String wrong = String.format(Locale.ROOT,
					"The key file of the log, %s, holds no unencrypted Ed25519 private key.", file);
			throw (cause != null) ? new StartupRefusedException(wrong, REMEDY, cause)
					: new StartupRefusedException(wrong, REMEDY);
		}
		return key;
	}

	private static boolean isEd25519(PrivateKey key) {
		return key instanceof EdECPrivateKey edwards && edwards.getParams().getName().equals("Ed25519");
	}

	private static String make() {
		try {
			byte[] key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
			String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
			return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform from 15 on has Ed25519", ex);
		}
	}

	/** How the file is read. */
	@FunctionalInterface
	private interface Reading {

		String of(SecretFile file) throws IOException;

	}

}
