package cto.registry.web.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import cto.registry.merkle.Sha256;
import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.SecretFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tokens that come and go while the service runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenListFileTests {

	@TempDir
	private Path directory = Path.of(".");

	private Path file = Path.of(".");

	private final AtomicLong time = new AtomicLong();

	@BeforeEach
	void writes() throws IOException {
		this.file = this.directory.resolve("tokens");
		write("# who may do what\n\n" + line("ci", "old", "submit,read"));
	}

	@Test
	void letsAnOldAndANewTokenOfOneNameWorkTogether() throws IOException {
		AccessTokens tokens = tokens(List.of());
		assertThat(tokens.find("new")).isEmpty();
		write(line("ci", "old", "submit,read") + line("ci", "new", "submit"));
		later();
		assertThat(tokens.find("old").orElseThrow().roles()).containsExactlyInAnyOrder(AccessRole.SUBMIT,
				AccessRole.READ);
		assertThat(tokens.find("new").orElseThrow().name()).isEqualTo("ci");
		write(line("ci", "new", "submit"));
		later();
		assertThat(tokens.find("old")).isEmpty();
		assertThat(tokens.find("new").orElseThrow().roles()).containsExactly(AccessRole.SUBMIT);
	}

	@Test
	void takesTheLastTokenAwayForAComment() throws IOException {
		AccessTokens tokens = tokens(List.of());
		write("# nobody\n");
		later();
		assertThat(tokens.find("old")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "ci abc submit | line 2: registry.security.tokens[].sha256 of 'ci' is not a SHA-256",
					"ci DIGEST approve | line 2: the role 'approve' is not known; write submit, read or submit,read",
					"ci DIGEST | line 2: it has 2 words",
					"c:i DIGEST read | line 2: registry.security.tokens[].name is 'c:i'",
					"me OTHER read | line 2: the sha256 of 'me' is there twice" })
	void keepsWhatItHasWhereALineCannotBeUsed(String line, String reason, CapturedOutput output) throws IOException {
		AccessTokens tokens = tokens(
				List.of(new SecurityProperties.Token("other", digest("other"), Set.of(AccessRole.READ))));
		write("# next\n" + line.replace("DIGEST", digest("next")).replace("OTHER", digest("other")) + "\n");
		later();
		assertThat(tokens.find("old")).isPresent();
		assertThat(tokens.find("other")).isPresent();
		later();
		tokens.find("old");
		assertThat(output.getAll()).containsOnlyOnce("The tokens stay as they were").contains(reason);
		write(line("ci", "next", "read"));
		later();
		assertThat(tokens.find("next")).isPresent();
		assertThat(tokens.find("old")).isEmpty();
	}

	@Test
	void keepsWhatItHasWhereTheFileIsEmptyOrGone() throws IOException {
		AccessTokens tokens = tokens(List.of());
		write("");
		later();
		assertThat(tokens.find("old")).isPresent();
		Files.delete(this.file);
		later();
		assertThat(tokens.find("old")).isPresent();
	}

	@Test
	void looksAtTheFileOnlyNowAndThen() throws IOException {
		AccessTokens tokens = tokens(List.of());
		write(line("ci", "new", "read"));
		this.time.addAndGet(TokenListFile.INTERVAL.toNanos() / 2);
		assertThat(tokens.find("new")).isEmpty();
		this.time.addAndGet(TokenListFile.INTERVAL.toNanos() / 2);
		assertThat(tokens.find("new")).isPresent();
	}

	@Test
	void isNeededAtTheStart() throws IOException {
		Files.delete(this.file);
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> tokens(List.of()))
			.satisfies((refusal) -> assertThat(refusal.analysis().getDescription()).contains("tokens is not there"));
	}

	private AccessTokens tokens(List<SecurityProperties.Token> others) {
		return new AccessTokens(others, new TokenListFile(new SecretFile(this.file), others, this.time::get)::tokens);
	}

	private void later() {
		this.time.addAndGet(TokenListFile.INTERVAL.toNanos());
	}

	private void write(String content) throws IOException {
		Files.writeString(this.file, content);
	}

	private static String line(String name, String token, String roles) {
		return name + "  " + digest(token) + "\t" + roles + "\n";
	}

	private static String digest(String token) {
		return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
	}

}
