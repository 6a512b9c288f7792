package cto.registry.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command that was run in this process, and what came of it.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int exitCode, String out, String err) {

	static CommandRun of(String... args) {
		return withInput(new byte[0], args);
	}

	static CommandRun withInput(byte[] input, String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int exitCode = Commands.run(new ByteArrayInputStream(input), new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), args);
		CommandRun run = new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8),
				err.toString(StandardCharsets.UTF_8));
		assertThat(run.out + run.err).doesNotContain("\tat ", "Exception");
		return run;
	}

	/**
	 * Whatever fails says so on standard error, in few words, and where that is all,
	 * prints nothing.
	 */
	CommandRun fails(int expected, String... sentences) {
		assertThat(this.exitCode).as(this.err + this.out).isEqualTo(expected);
		assertThat(List.of(sentences)).allSatisfy((sentence) -> assertThat(this.err).contains(sentence));
		assertThat(this.out).isEmpty();
		return this;
	}

	CommandRun warns(String... sentences) {
		assertThat(this.exitCode).as(this.err).isEqualTo(Commands.FINE);
		assertThat(List.of(sentences)).allSatisfy((sentence) -> assertThat(this.err).contains(sentence));
		return this;
	}

	CommandRun succeeds(String... lines) {
		assertThat(this.exitCode).as(this.err).isEqualTo(Commands.FINE);
		assertThat(this.err).isEmpty();
		assertThat(List.of(lines)).allSatisfy((line) -> assertThat(this.out).contains(line));
		return this;
	}

}
