package cto.registry.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

import cto.registry.problem.StartupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogKeyFileTests {

	private static final LogProperties PROPERTIES = new LogProperties("example.com/log", null);

	private final Path directory;

	LogKeyFileTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void isMadeOnceAndReadFromThenOn() {
		assertThatThrownBy(() -> LogKeyFile.read(PROPERTIES, this.directory))
			.isInstanceOf(StartupRefusedException.class)
			.hasMessageContaining("log.key, does not exist");
		String made = LogKeyFile.load(PROPERTIES, this.directory).verifier().toString();
		assertThat(LogKeyFile.load(PROPERTIES, this.directory).verifier()).hasToString(made);
		assertThat(LogKeyFile.read(PROPERTIES, this.directory).verifier()).hasToString(made);
	}

	@ParameterizedTest
	@CsvSource({ "rw-------, false, false", "rw-r--r--, true, true", "rw--w----, true, true",
			"r--r-----, false, true" })
	@ExtendWith(OutputCaptureExtension.class)
	void warnsThatOtherUsersCanReadTheConfiguredKey(String mode, boolean ofRoot, boolean ofAnother,
			CapturedOutput output) throws IOException {
		LogKeyFile.load(PROPERTIES, this.directory);
		Path file = this.directory.resolve("log.key");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
		LogKeyFile.load(new LogProperties("example.com/log", file), this.directory);
		boolean root = Files.getAttribute(file, "unix:uid").equals(0);
		assertThat(output.getOut().contains("log.key, is open to other users, who can sign with it"))
			.isEqualTo(root ? ofRoot : ofAnother);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no key", "-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n" })
	void isNotReadFromWhatHoldsNone(String text) throws IOException {
		isRefused(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "EC", "X25519", "Ed448" })
	void isNotReadFromAKeyForSomethingElse(String algorithm) throws GeneralSecurityException, IOException {
		byte[] key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
		isRefused("-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
				+ "\n-----END PRIVATE KEY-----\n");
	}

	private void isRefused(String text) throws IOException {
		Path file = Files.writeString(this.directory.resolve("other.key"), text, StandardCharsets.US_ASCII);
		LogProperties properties = new LogProperties("example.com/log", file);
		assertThatThrownBy(() -> LogKeyFile.load(properties, this.directory))
			.isInstanceOf(StartupRefusedException.class)
			.hasMessageContaining("other.key, holds no unencrypted Ed25519 private key");
	}

}
