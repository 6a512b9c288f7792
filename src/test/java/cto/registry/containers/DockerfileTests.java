package cto.registry.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code Dockerfile} makes the image that the build describes.
 */
class DockerfileTests {

	@Test
	void labelsTheImageWithTheVersionOfTheBuild() throws IOException {
		assertThat(only("Dockerfile", "org\\.opencontainers\\.image\\.version=\"([^\"]+)\""))
			.isEqualTo(only("pom.xml", "<artifactId>request-registry</artifactId>\\s*<version>([^<]+)</version>"));
	}

	@Test
	void runsAsAUserThatIsNotRoot() throws IOException {
		assertThat(only("Dockerfile", "(?m)^USER (\\S+)$")).matches("[1-9][0-9]*:[1-9][0-9]*");
	}

	@Test
	void startsJavaWithoutAShell() throws IOException {
		assertThat(only("Dockerfile", "(?m)^ENTRYPOINT (.+)$")).startsWith("[\"java\", ");
	}

	@Test
	void needsNoShellInTheImage() throws IOException {
		String image = Files.readString(Path.of("Dockerfile")).split("(?m)^FROM \\$BASE AS application$", 2)[1];
		assertThat(image.lines().filter((line) -> line.matches("\\s*(RUN|CMD|ENTRYPOINT) .*"))).hasSize(4)
			.allMatch((line) -> line.contains(" [\"java\", "));
	}

	@Test
	void runsWithTheCacheThatItTrained() throws IOException {
		assertThat(only("Dockerfile", "-XX:AOTCacheOutput=/tmp/(\\S+)\""))
			.isEqualTo(only("Dockerfile", "ENTRYPOINT \\[\"java\", \"-XX:AOTCache=([^\"]+)\""));
	}

	private static String only(String file, String pattern) throws IOException {
		assertThat(Pattern.compile(pattern).matcher(Files.readString(Path.of(file))).results()).as(pattern).hasSize(1);
		return Pattern.compile(pattern)
			.matcher(Files.readString(Path.of(file)))
			.results()
			.map((MatchResult match) -> match.group(1))
			.findFirst()
			.orElseThrow();
	}

}
