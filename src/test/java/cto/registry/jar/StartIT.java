package cto.registry.jar;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the packaged service starts and stops, and what it says where it cannot.
 */
class StartIT {

	private static final String DATA = "registry-data";

	/**
	 * With the data that whichever test comes first makes, and the next ones go on with.
	 */
	@TempDir
	private static Path home = Path.of(".");

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void recordsWithTheTokenThatItMadeAndStopsCleanly() throws Exception {
		Service service = Service.start(home, Service.freePort());
		assertThat(service.client().record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		Path token = home.resolve(DATA).resolve("submit.token");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token))).isEqualTo("rw-------");
		assertThat(service.output()).contains("submit.token").doesNotContain(Files.readString(token).strip());
		service.close();
		assertThat(home.resolve(DATA).resolve("postgres/postmaster.pid")).doesNotExist();
		assertThat(service.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
	}

	@Test
	void refusesASecondServiceOnItsData() throws Exception {
		try (Service first = Service.start(home, Service.freePort())) {
			assertThatItRefuses(
					Service.launch(this.directory, Service.freePort(), "--registry.data-dir=" + home.resolve(DATA)),
					"is in use by another request registry");
			assertThat(first.client().get("/actuator/health/readiness").status()).isEqualTo(200);
		}
	}

	@Test
	void refusesAPortThatIsTaken() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatItRefuses(
					Service.launch(this.directory, other.getLocalPort(), "--registry.data-dir=" + home.resolve(DATA)),
					"Port " + other.getLocalPort() + " was already in use");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--server.address=0.0.0.0 | no access token is configured",
					"--registry.intake.max-packet-bytes=17MB | write a size from 1KB to 16MB",
					"--registry.intake.max-packet-bytes=lots | registry.intake.max-packet-bytes",
					"--registry.security.tokens[0].name=ci | sha256",
					"--registry.admitted-repositories[0].name= | registry.admitted-repositories",
					"--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x | cannot be reached" })
	void saysWhatIsWrongWithItsConfigurationBeforeItMakesAnything(String argument, String sentence) throws Exception {
		assertThatItRefuses(Service.launch(this.directory, Service.freePort(), argument), sentence);
		assertThat(this.directory.resolve(DATA)).doesNotExist();
	}

	private static void assertThatItRefuses(Service service, String sentence) throws Exception {
		assertThat(service.exitCode()).isEqualTo(1);
		assertThat(service.output()).contains("APPLICATION FAILED TO START")
			.contains(sentence)
			.doesNotContain("\tat ")
			.doesNotContain("Caused by");
	}

}
