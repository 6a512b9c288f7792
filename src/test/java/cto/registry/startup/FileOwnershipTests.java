package cto.registry.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.stream.Stream;

import cto.registry.embedded.AttachedDatabase;
import cto.registry.embedded.EmbeddedDatabase;
import cto.registry.log.LogKeyFile;
import cto.registry.log.LogProperties;
import cto.registry.problem.StartupRefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A data directory in which another user can have put something is used for nothing.
 */
@DisabledOnOs(OS.WINDOWS)
class FileOwnershipTests {

	private static final int NOBODY = 65534;

	@TempDir
	private Path parent = Path.of(".");

	private Path data = Path.of(".");

	@BeforeEach
	void makeDirectory() throws IOException {
		this.data = directory("data", "rwxr-xr-x");
	}

	/** All that reads or makes a database, a token or a key in a data directory. */
	private static Stream<Named<Consumer<Path>>> uses() {
		return Stream.of(use("a database is made", (data) -> EmbeddedDatabase.start(data, 0).close()),
				use("a command looks for a database", (data) -> {
					Files.createDirectories(data.resolve("postgres"));
					AttachedDatabase.open(data, 0).close();
				}), use("a token or a key is made", (data) -> new SecretFile(data.resolve("x")).readOrMake(() -> "x")),
				use("a command reads the key",
						(data) -> LogKeyFile.read(new LogProperties("example.com/log", null), data)));
	}

	@ParameterizedTest
	@MethodSource("uses")
	void refusesADirectoryThatOthersMayWrite(Consumer<Path> use) throws IOException {
		for (String mode : new String[] { "rwxrwxr-x", "rwx----w-", "rwxrwxrwx" }) {
			refuses(use, directory("open " + mode, mode), "open " + mode + " may be written by other users");
		}
	}

	@ParameterizedTest
	@MethodSource("uses")
	void refusesALinkOutOfTheDirectory(Consumer<Path> use) throws IOException {
		Path secret = Files.writeString(this.parent.resolve("secret"), "postgres=x");
		for (String name : new String[] { "database.properties", "submit.token", "log.key", "postgres-binaries" }) {
			Path link = Files.createSymbolicLink(this.data.resolve(name), secret);
			refuses(use, this.data, name + " is a symbolic link out of it, to " + secret);
			Files.delete(link);
		}
		Files.createSymbolicLink(this.data.resolve("lock"), this.parent.resolve("not there yet"));
		refuses(use, this.data, "lock is a symbolic link out of it");
	}

	@ParameterizedTest
	@MethodSource("uses")
	void refusesAFileThatOthersMayWrite(Consumer<Path> use) throws IOException {
		Path file = Files.writeString(this.data.resolve("log.key"), "");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
		refuses(use, this.data, "log.key may be written by other users");
	}

	@ParameterizedTest
	@MethodSource("uses")
	void refusesWhatBelongsToAnotherUser(Consumer<Path> use) throws IOException {
		assumeThat(FileOwnership.user()).as("only root gives files away").isZero();
		Path file = Files.writeString(this.data.resolve("database.properties"), "postgres=x");
		Files.setAttribute(file, "unix:uid", NOBODY);
		refuses(use, this.data,
				"database.properties belongs to the user 'nobody', and not to the user with the number 0 or to root");
	}

	@Test
	void refusesADirectoryOfAnotherUserButLetsRootRead() throws IOException {
		assumeThat(FileOwnership.user()).as("only root gives files away").isZero();
		Files.setAttribute(this.data, "unix:uid", NOBODY);
		refuses((data) -> EmbeddedDatabase.start(data, 0), this.data, "data belongs to the user 'nobody'");
		assertThatNoException().isThrownBy(() -> FileOwnership.requireOfOneUser(this.data));
		Path file = Files.writeString(this.data.resolve("database.properties"), "");
		assertThatNoException().isThrownBy(() -> FileOwnership.requireOfOneUser(this.data));
		Files.setAttribute(file, "unix:uid", NOBODY - 1);
		assertThatExceptionOfType(StartupRefusedException.class)
			.isThrownBy(() -> FileOwnership.requireOfOneUser(this.data))
			.withMessageContaining("database.properties belongs to the user");
	}

	/** Not by the password file, in which the user of a container need not be. */
	@Test
	void knowsItsUserByItsNumber() throws IOException {
		assertThat(FileOwnership.user()).isEqualTo(((Integer) Files.getAttribute(this.parent, "unix:uid")).longValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "rwx------", "rwxr-xr-x", "rwx--x---" })
	void usesADirectoryThatOthersMayReadAtMost(String mode) throws IOException {
		Path own = directory("own " + mode, mode);
		assertThat(new SecretFile(own.resolve("submit.token")).readOrMake(() -> "x")).isEqualTo("x");
		assertThat(new SecretFile(own.resolve("submit.token")).readOrMake(() -> "y")).isEqualTo("x");
	}

	@Test
	void usesLinksToAndInsideTheDirectory() throws IOException {
		Path link = Files.createSymbolicLink(this.parent.resolve("link"), this.data);
		Files.writeString(this.data.resolve("key"), "x");
		Files.createSymbolicLink(this.data.resolve("log.key"), Path.of("key"));
		assertThat(new SecretFile(link.resolve("log.key")).readOrMake(() -> "y")).isEqualTo("x");
	}

	@Test
	void ignoresTheModesInADirectoryThatNobodyElseMayEnter() throws IOException {
		Path own = directory("closed", "rwx------");
		Path file = Files.writeString(own.resolve("submit.token"), "x");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
		assertThat(new SecretFile(file).readOrMake(() -> "y")).isEqualTo("x");
		assertThat(new SecretFile(file).isOpenToOthers()).isFalse();
	}

	private static void refuses(Consumer<Path> use, Path directory, String fault) {
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> use.accept(directory))
			.withMessageStartingWith("The data directory " + directory.toAbsolutePath()
					+ " is not safe to keep a database, a token or a key in: ")
			.withMessageContaining(fault)
			.satisfies((refusal) -> assertThat(refusal.analysis().getAction()).contains("REGISTRY_DATA_DIR"));
	}

	private Path directory(String name, String mode) throws IOException {
		Path directory = Files.createDirectories(this.parent.toRealPath().resolve(name));
		// after creation, so that the umask takes nothing away
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
		return directory;
	}

	private static Named<Consumer<Path>> use(String name, Use use) {
		return Named.of(name, (data) -> {
			try {
				use.of(data);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	@FunctionalInterface
	private interface Use {

		void of(Path data) throws IOException;

	}

}
