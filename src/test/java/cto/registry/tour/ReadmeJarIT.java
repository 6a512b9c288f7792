package cto.registry.tour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import cto.registry.jar.Service;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's tour and what comes after it, with the packaged jar as the service and as
 * the commands.
 */
class ReadmeJarIT {

	private static final Path JAR = Path.of("target/request-registry.jar");

	@TestFactory
	Stream<DynamicTest> showsWhatTheCommandsPrint(@TempDir Path directory) throws Exception {
		Path target = Files.createDirectory(directory.resolve("target"));
		Files.createSymbolicLink(target.resolve(JAR.getFileName()), JAR.toAbsolutePath());
		Tour tour = Tour.of(Tour.SERVICE, Tour.JAR);
		assertThat(tour.steps()).filteredOn((step) -> step.needs("java")).hasSizeGreaterThan(3);
		int port = Service.freePort();
		try (Service service = Service.start(directory, port)) {
			Stream<DynamicTest> tests = tour.follow(directory, port);
			assertThat(service.output()).doesNotContain(" ERROR ");
			return tests;
		}
	}

}
