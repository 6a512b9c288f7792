package cto.registry.tour;

import java.io.IOException;
import java.nio.file.Path;
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

/**
 * The README's tour does what the README shows. Runs on the embedded database, since the
 * tour is about the service as it comes.
 */
@SpringBootTest(classes = RequestRegistry.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ReadmeTourTest {

	private static Path directory;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void settle(@TempDir Path empty) {
		directory = empty;
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("registry.data-dir", () -> directory.resolve("registry-data").toString());
		registry.add("spring.datasource.url", () -> "");
	}

	@TestFactory
	Stream<DynamicTest> showsWhatTheCommandsPrint() throws IOException, InterruptedException {
		return Tour.of(Tour.SERVICE).follow(directory, this.port);
	}

	@Test
	void findsTheStepsOfTheTour() throws IOException {
		assertThat(Tour.of(Tour.SERVICE).steps()).hasSizeGreaterThan(10)
			.filteredOn((step) -> !step.shown().isEmpty())
			.hasSizeGreaterThan(10);
	}

}
