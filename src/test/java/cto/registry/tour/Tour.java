package cto.registry.tour;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Sections of the README, followed one after the other in one shell.
 *
 * @param steps the steps of all of them
 */
record Tour(List<Step> steps) {

	/** What a reader does with the service alone. */
	static final String SERVICE = "Five-minute tour";

	/** What a reader does after that, with the packaged jar. */
	static final String JAR = "Verify and audit";

	private static final Path README = Path.of("README.md");

	private static final String ADDRESS = "http://127.0.0.1:8080";

	static Tour of(String... titles) throws IOException {
		String readme = Files.readString(README);
		return new Tour(Arrays.stream(titles).flatMap((title) -> Step.of(readme, title).stream()).toList());
	}

	/**
	 * Runs all steps, and then has a test for each.
	 * @param directory where the reader is
	 * @param port where the service listens
	 */
	Stream<DynamicTest> follow(Path directory, int port) throws IOException, InterruptedException {
		Files.createSymbolicLink(directory.resolve("examples"), Path.of("examples").toAbsolutePath());
		List<Step> runnable = runnable();
		Shell.Session session = new Shell(directory)
			.run(runnable.stream().map((step) -> step.script().replace(ADDRESS, "http://127.0.0.1:" + port)).toList());
		return IntStream.range(0, runnable.size())
			.mapToObj((i) -> dynamicTest("README.md line " + runnable.get(i).line(),
					() -> check(runnable.get(i), i, session)));
	}

	private static void check(Step step, int i, Shell.Session session) {
		if (i >= session.printed().size()) {
			fail("README.md line %d: not reached, because a step before it failed", step.line());
		}
		String printed = session.printed().get(i);
		if (session.failedAt(i)) {
			fail("README.md line %d: exited with %d. It printed:%n%s%n%nIt is:%n%s", step.line(), session.exit(),
					printed, step.script());
		}
		assertThat(step.asShown(printed)).as("README.md line %d: what is printed by%n%s", step.line(), step.script())
			.isEqualTo(step.shown());
	}

	/** Leaves out what a machine without a PostgreSQL client cannot do, and says so. */
	private List<Step> runnable() {
		List<Step> runnable = new ArrayList<>(this.steps);
		if (!isInstalled("psql") && runnable.removeIf((step) -> step.needs("psql"))) {
			System.out.println("The tour's steps with psql were left out: psql is not installed");
		}
		return runnable;
	}

	private static boolean isInstalled(String tool) {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, tool)));
	}

}
