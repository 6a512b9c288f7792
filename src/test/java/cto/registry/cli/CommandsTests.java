package cto.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which word starts what, and what is said where none of it was meant.
 */
@Tag("locale")
class CommandsTests {

	private static final String PACKET = "examples/cto-work-067.json";

	@ParameterizedTest
	@ValueSource(strings = { "", "serve", "--server.port=8081", "serve --server.port=8081", "--server.port=8081 serve",
			"--debug" })
	void startTheServiceWhereNoneIsNamed(String line) {
		assertThat(Commands.areMeantBy(words(line))).isFalse();
		assertThat(Commands.serviceArguments(words(line))).doesNotContain("serve");
	}

	@ParameterizedTest
	@ValueSource(strings = { "audti", "check x.json", "--registry.data-dir=x export y", "--help", "-h", "--version",
			"-V", "help", "serve --help" })
	void areMeantByAnyOtherWord(String line) {
		assertThat(Commands.areMeantBy(words(line))).isTrue();
	}

	@Test
	void keepWhatTheServiceIsToldWith() {
		assertThat(Commands.serviceArguments("serve", "--server.port=8081", "--debug"))
			.containsExactly("--server.port=8081", "--debug");
	}

	@Test
	void areNamedWhereAWordIsNone() {
		CommandRun.of("audti")
			.fails(2, "Unknown command 'audti'", "check", "export", "import", "verify",
					"without one the service starts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "help", "help check", "check --help", "verify -h", "serve --help" })
	void explainThemselves(String line) {
		CommandRun.of(words(line)).succeeds("Usage: request-registry");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--version", "-V", "check --version" })
	void knowTheirVersion(String line) {
		assertThat(CommandRun.of(words(line)).succeeds().out()).matches("request-registry \\d+\\.\\d+\\.\\d+\\S*\\R");
	}

	@ParameterizedTest
	@ValueSource(strings = { "check --formatt=json x.json", "check --registy.data-dir=x x.json", "export", "import",
			"verify x", "check", "export a b", "check --format=xml x.json", "help frob",
			"check --server.port=1 x.json" })
	void refuseWhatTheyDoNotTake(String line) {
		assertThat(CommandRun.of(words(line)).fails(2).err()).isNotBlank();
	}

	@Test
	void takeSettingsBesideTheirOwnOptions() {
		CommandRun
			.of("--registry.intake.max-packet-bytes=2KB", "check", "--spring.main.banner-mode=off", PACKET,
					"--registry.admitted-repositories[0].name=cto")
			.succeeds(PACKET + ": valid");
	}

	@Test
	void readSettingsFromEverywhereThatTheServiceDoes(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("more.properties"), "registry.intake.max-packet-bytes=1KB\n");
		String tooLarge = PACKET + ": packet_too_large";
		assertThat(CommandRun.of("check", PACKET, "--spring.config.additional-location=" + file).out())
			.contains(tooLarge);
		assertThat(CommandRun
			.of("check", PACKET, "--spring.application.json={\"registry\":{\"intake\":{\"max-packet-bytes\":\"1KB\"}}}")
			.out()).contains(tooLarge);
	}

	@Test
	void takeNoSettingsAfterTheEndOfTheOptions() {
		CommandRun.of("check", "--", "--registry.data-dir=x.json")
			.fails(2, "--registry.data-dir=x.json: there is no such");
	}

	@Test
	void sayWhatIsWrongWithASetting() {
		CommandRun.of("check", "--registry.intake.max-packet-bytes=much", PACKET)
			.fails(2, "registry.intake.max-packet-bytes", "'much'", "a size such as 512KB");
		CommandRun.of("check", "--registry.intake.max-packet-bytes=1GB", PACKET).fails(2, "a size from 1KB to 16MB");
		CommandRun.of("export", "x", "--registry.data-dir=").fails(2, "registry.data-dir (REGISTRY_DATA_DIR) is blank");
	}

	@Test
	void makeNothingWhereThereIsNoRegistry(@TempDir Path directory) throws Exception {
		Path data = directory.resolve("data");
		Path export = directory.resolve("export");
		CommandRun.of("export", export.toString(), "--registry.data-dir=" + data).fails(2, "log.key", "does not exist");
		String vkey = TestKey.fresh("example.com/log").vkey();
		CommandRun.of("export", export.toString(), "--registry.data-dir=" + data, "--key", vkey)
			.fails(2, "There is no database in the data directory " + data);
		assertThat(directory).isEmptyDirectory();
	}

	@Test
	void sayThatADatabaseCannotBeReached() throws Exception {
		String vkey = TestKey.fresh("example.com/log").vkey();
		CommandRun.of("export", "x", "--key", vkey, "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/registry")
			.fails(2, "jdbc:postgresql://127.0.0.1:1/registry cannot be reached");
		CommandRun.of("export", "x", "--key", vkey, "--spring.datasource.url=postgres://u:secret@h/registry")
			.fails(2, "not with 'jdbc:postgresql:'");
	}

	private static String[] words(String line) {
		return line.isEmpty() ? new String[0] : line.split(" ");
	}

}
