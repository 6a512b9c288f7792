package cto.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.text.UnsafeCharacters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text of a sender, a file name or a row of a hostile database neither moves the cursor
 * of a terminal, nor hides text, nor reads like a line of the command.
 */
class TerminalTests {

	private static final String LINE = "No findings: every record is what was posted, and none is an approval";

	/**
	 * Every unsafe character of the Basic Multilingual Plane but surrogates, and of the
	 * others one of each kind.
	 */
	private static final String HOSTILE = "x\u001b[2J\n" + LINE + "\r" + LINE + "\r\n" + LINE + "\u0085" + LINE
			+ IntStream.concat(IntStream.rangeClosed(1, 0xffff), IntStream.of(0x1d173, 0xe0001, 0xe0041, 0xe0100))
				.filter((c) -> !Character.isBmpCodePoint(c) || !Character.isSurrogate((char) c))
				.filter(UnsafeCharacters::isUnsafe)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);

	/**
	 * The same as a file name, which has at most 255 bytes on Linux, and no line break on
	 * Windows.
	 */
	private static final String NAME = "x\u001b[2J\n" + LINE + "\r\u009b8m\u202e\u200b\u2066\ufeff\u00ad";

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void showsNamesOfMembersAndVariablesOfAPacketEscaped() throws IOException {
		String name = JsonMapper.shared().writeValueAsString(HOSTILE);
		String packet = new String(TestPacket.fresh()
			.with("harness_command",
					"{\"argv\": [\"x\"], \"working_directory\": \".\", \"environment\": {" + name + ": \"x\"}}")
			.with("hostile", "{}")
			.bytes(), StandardCharsets.UTF_8).replace("\"hostile\"", name);
		Path file = Files.writeString(this.directory.resolve("p.json"), packet);
		CommandRun text = CommandRun.of("check", file.toString());
		assertThat(text.exitCode()).isEqualTo(1);
		assertPlain(text);
		assertThat(text.out()).contains("p.json: /x\\u001b[2J\\u000aNo findings").contains("\\ufeff\\uffa0");
		CommandRun json = CommandRun.of("check", "--format", "json", file.toString());
		assertPlain(json);
		JsonNode pointers = JsonMapper.shared().readTree(json.out()).at("/files/0/errors");
		assertThat(pointers.findValuesAsString("pointer")).contains("/" + HOSTILE.replace("~", "~0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "check", "import", "export", "verify --key x", "freeze", "nothing --such", "help",
			"audit --against", "check --type", "export to --registry.data-dir" })
	void showsArgumentsEscaped(String command) {
		String[] words = (command + " ?").split(" ");
		words[words.length - 1] = NAME;
		CommandRun run = CommandRun.of(words);
		assertThat(run.exitCode()).isPositive();
		assertPlain(run);
	}

	@Test
	void showsFileNamesEscaped() throws Exception {
		Path file = Files.writeString(this.directory.resolve(NAME + ".json"), "{");
		assertPlain(CommandRun.of("check", file.toString()));
		assertPlain(CommandRun.of("check", "--format", "json", file.toString()));
		CommandRun proof = CommandRun.of("verify", "--key", TestKey.fresh("example.com/log").vkey(), file.toString());
		assertThat(proof.exitCode()).isEqualTo(1);
		assertPlain(proof);
		Files.createDirectory(this.directory.resolve(NAME));
		Files.writeString(this.directory.resolve(NAME).resolve("x"), "");
		CommandRun export = CommandRun.of("export", this.directory.resolve(NAME).toString());
		assertThat(export.err()).contains("is not empty");
		assertPlain(export);
	}

	@Test
	void showsWhatAHostileDatabaseSaysEscaped() throws Exception {
		TestDatabase database = TestDatabase.migrated();
		// PostgreSQL cuts a name at 63 bytes
		String view = "x\u001b[2J\nNo findings: every record\u009b\u202e\u200b";
		database.execute(database.superuser(), "CREATE VIEW registry.\"" + view + "\" AS SELECT 1");
		CommandRun audit = audit(database, "text");
		assertThat(audit.exitCode()).isEqualTo(1);
		assertThat(audit.out()).contains("\\u001b[2J\\u000aNo findings: every record");
		assertPlain(audit);
		CommandRun json = audit(database, "json");
		assertPlain(json);
		assertThat(JsonMapper.shared().readTree(json.out()).findValuesAsString("detail"))
			.anySatisfy((detail) -> assertThat(detail).contains(view));
		raise(database, "registry_writer", view);
		CommandRun freeze = run(database, "freeze", "a drill");
		assertThat(freeze.exitCode()).isEqualTo(2);
		assertThat(freeze.err()).contains("x\\u001b[2J" + System.lineSeparator() + "  | No findings");
		assertPlain(freeze);
	}

	/** The server's own message, of several lines, as a command shows it. */
	private static void raise(TestDatabase database, String role, String message) throws SQLException {
		database.execute(database.superuser(),
				"CREATE FUNCTION public.hostile() RETURNS trigger LANGUAGE plpgsql AS "
						+ "$f$ BEGIN RAISE EXCEPTION USING MESSAGE = $m$" + message
						+ "$m$; END $f$; GRANT USAGE ON SCHEMA public TO " + role
						+ "; CREATE TRIGGER hostile BEFORE INSERT ON registry.intake_switch "
						+ "FOR EACH ROW EXECUTE FUNCTION public.hostile()");
	}

	private static CommandRun audit(TestDatabase database, String format) throws Exception {
		return run(database, "audit", "--format", format, "--key", TestKey.fresh("example.com/log").vkey());
	}

	private static CommandRun run(TestDatabase database, String... command) {
		List<String> words = new ArrayList<>(List.of(command));
		words.add("--spring.datasource.url=" + database.url());
		words.add("--spring.datasource.username=" + database.writer().user());
		words.add("--spring.datasource.password=" + database.writer().password());
		return CommandRun.of(words.toArray(String[]::new));
	}

	private static void assertPlain(CommandRun run) {
		String all = run.out() + run.err();
		assertThat(all).isNotEmpty();
		assertThat(UnsafeCharacters.indexIn(all.replace(System.lineSeparator(), ""), false, false)).isEqualTo(-1);
		assertThat(all.lines().map(String::strip)).noneMatch((line) -> line.startsWith("No findings"));
	}

}
