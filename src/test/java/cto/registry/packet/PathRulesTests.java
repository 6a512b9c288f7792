package cto.registry.packet;

import java.util.Random;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class PathRulesTests {

	private static final Schema SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
		.getSchema(PacketSchema.at(""));

	@ParameterizedTest
	@ValueSource(strings = { "WORKBOARD.yaml", "tools/", ".sot/03-PROTOCOLS/x.md", "src/**/*.py", "src/*", "src/**",
			"**/docs", "*/x", "*.md", "a b/c", "caf\u00e9", ".gitignore", ".github/", "x.git/", "..a", "a..", "...",
			"a~", "a/~b", "ab:c/d", "1:x", "é:x", "a", "git~2", "*.git" })
	void acceptsAPath(String path) {
		assertThat(Packets.with("/allowed_paths/0", path)).isInstanceOf(ValidationResult.Accepted.class);
	}

	@ParameterizedTest
	@CsvSource({ "/etc/passwd, path_not_relative", "/**, path_not_relative", "~, path_not_relative",
			"~/x, path_not_relative", "~root/x, path_not_relative", "C:/x, path_not_relative", "c:x, path_not_relative",
			"C:, path_not_relative", "z:/x, path_not_relative", "A:x, path_not_relative",
			"../core, path_escapes_repository", "a/../b, path_escapes_repository", "a/.., path_escapes_repository",
			"..,path_escapes_repository", "a/../, path_escapes_repository", "/, path_too_broad", "*, path_too_broad",
			"**, path_too_broad", "**/*, path_too_broad", "*/, path_too_broad", "**/, path_too_broad",
			"*/*/**, path_too_broad", "./, path_too_broad", "., path_too_broad", "./**, path_too_broad",
			"a\\b, path_invalid", "a//b, path_invalid", "a//, path_invalid", "a/./b, path_invalid", "./a, path_invalid",
			"a/., path_invalid", "a**, path_invalid", "***, path_invalid", "src/**.py, path_invalid",
			"cafe\u0301, path_invalid", ".git, path_invalid", ".git/, path_invalid", ".GIT/config, path_invalid",
			"a/.Git/hooks, path_invalid", "'.git /x', path_invalid", ".git./x, path_invalid",
			".git::$INDEX/x, path_invalid", "git~1, path_invalid", "GIT~1/x, path_invalid", ".git*/x, path_invalid",
			".g*t, path_invalid", ".*, path_invalid", ":x, path_invalid", ":(glob)x, path_invalid", "' ', path_invalid",
			"a/ /b, path_invalid", "'a/  ', path_invalid", "\u00a0/x, path_invalid", "a/\u2800, path_invalid",
			"a/\u3000/b, path_invalid" })
	void refusesAPath(String path, String code) {
		assertThat(Validated.violations(Packets.with("/allowed_paths/0", path)))
			.containsExactly("/allowed_paths/0 " + code);
		assertThat(Validated.violations(Packets.with("/harness_command/working_directory", path)))
			.contains("/harness_command/working_directory " + code);
	}

	@Test
	void namesEveryRuleThatOnePathBreaks() {
		assertThat(Validated.violations(Packets.with("/allowed_paths/0", "C:\\..\\x")))
			.containsExactly("/allowed_paths/0 path_not_relative", "/allowed_paths/0 path_invalid");
		assertThat(Validated.violations(Packets.with("/allowed_paths/0", "/../x")))
			.containsExactly("/allowed_paths/0 path_not_relative", "/allowed_paths/0 path_escapes_repository");
	}

	@Test
	void saysWhatIsWrongWithAPath() {
		assertThat(Validated.refused(Packets.with("/allowed_paths/0", "../core")).violations())
			.extracting(Violation::detail)
			.containsExactly("'../core' leaves the repository; the segment .. is not allowed");
	}

	@Test
	void refusesControlAndInvisibleCharactersInAPath() {
		for (String path : new String[] { "a\nb", "a\u0000b", "src\u200b/x", "a\u202eb", "src\ufe0f/x",
				".g\u200cit/x" }) {
			assertThat(Validated.violations(Packets.with("/allowed_paths/0", path)))
				.containsExactly("/allowed_paths/0 unsafe_characters");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/*", "src/**/x", "*.d" })
	void refusesAPatternForTheWorkingDirectory(String path) {
		assertThat(Validated.violations(Packets.with("/harness_command/working_directory", path)))
			.containsExactly("/harness_command/working_directory path_invalid");
	}

	@Test
	void seesAnUnnormalisedPathOfFullLengthBeyondTheBasicPlane() {
		assertThat(Validated.violations(Packets.with("/allowed_paths/0", "𝒜".repeat(1022) + "e\u0301")))
			.containsExactly("/allowed_paths/0 path_invalid");
	}

	/** If the schema refuses a path, a rule has to say why. */
	@Test
	void findsARuleForEveryPathThatTheSchemaRefuses() {
		long seed = System.nanoTime();
		System.out.println("seed of findsARuleForEveryPathThatTheSchemaRefuses: " + seed);
		Random random = new Random(seed);
		String[] parts = { "/", "/", "/", "a", "b", "*", "**", ".", "..", "~", ":", "C:", "\\", ".git", ".GIT", " " };
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			StringBuilder path = new StringBuilder();
			for (int part = random.nextInt(7); part >= 0; part--) {
				path.append(parts[random.nextInt(parts.length)]);
			}
			String text = path.toString();
			if (!SCHEMA.validate(withPath(text)).isEmpty()) {
				refused++;
				assertThat(PathRules.brokenBy(text)).as("'%s'", text).isNotEmpty();
			}
		}
		assertThat(refused).isBetween(1000, 19_900);
	}

	private static JsonNode withPath(String path) {
		return Packets.valid().set("allowed_paths", Packets.array(path));
	}

}
