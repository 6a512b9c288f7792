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

import cto.registry.RequestRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The README's tour does what the README shows. Runs on the embedded database, since the
 * tour is about the service as it comes.
 */
@SpringBootTest(classes = RequestRegistry.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ReadmeTourTest {

	private static final Path README = Path.of("README.md");

	private static final String ADDRESS = "http://127.0.0.1:8080";

	private static Path directory;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void settle(@TempDir Path empty) throws IOException {
		directory = empty;
		Files.createSymbolicLink(directory.resolve("examples"), Path.of("examples").toAbsolutePath());
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("registry.data-dir", () -> directory.resolve("registry-data").toString());
		registry.add("spring.datasource.url", () -> "");
	}

	@TestFactory
	Stream<DynamicTest> showsWhatTheCommandsPrint() throws IOException, InterruptedException {
		List<Step> steps = runnable(Step.of(Files.readString(README)));
		Shell.Session session = new Shell(directory).run(steps.stream().map(this::script).toList());
		return IntStream.range(0, steps.size())
			.mapToObj(
					(i) -> dynamicTest("README.md line " + steps.get(i).line(), () -> check(steps.get(i), i, session)));
	}

	@Test
	void findsTheStepsOfTheTour() throws IOException {
		assertThat(Step.of(Files.readString(README))).hasSizeGreaterThan(10)
			.anyMatch((step) -> step.script().contains(ADDRESS))
			.filteredOn((step) -> !step.shown().isEmpty())
			.hasSizeGreaterThan(10);
	}

	private String script(Step step) {
		return step.script().replace(ADDRESS, "http://127.0.0.1:" + this.port);
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
	private static List<Step> runnable(List<Step> steps) {
		List<Step> runnable = new ArrayList<>(steps);
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
