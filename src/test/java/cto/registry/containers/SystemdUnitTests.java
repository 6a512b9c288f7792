package cto.registry.containers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * {@code deploy/systemd} has a unit that systemd understands.
 */
class SystemdUnitTests {

	private static final Path UNIT = Path.of("deploy/systemd/request-registry.service");

	@ParameterizedTest
	@ValueSource(strings = { "KillMode=mixed", "OOMPolicy=continue", "SuccessExitStatus=143",
			"StateDirectory=request-registry", "ProtectSystem=strict", "DynamicUser=yes" })
	void keepsTheSetting(String line) throws IOException {
		assertThat(Files.readAllLines(UNIT)).contains(line);
	}

	@Test
	void isUnderstood(@TempDir Path directory) throws Exception {
		boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((path) -> Files.isExecutable(Path.of(path, "systemd-analyze")));
		if (!installed) {
			System.out.println("SystemdUnitTests: systemd-analyze is not on the PATH; the unit is not tried");
		}
		assumeThat(installed).isTrue();
		Path unit = Files.writeString(directory.resolve(UNIT.getFileName()),
				Files.readString(UNIT).replace("/usr/bin/java", System.getProperty("java.home") + "/bin/java"));
		Process analyze = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(analyze.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(analyze.waitFor()).as(output).isZero();
		assertThat(output).doesNotContain(UNIT.getFileName().toString());
	}

}
