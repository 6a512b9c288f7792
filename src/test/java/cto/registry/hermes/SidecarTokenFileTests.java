package cto.registry.hermes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static cto.registry.hermes.SidecarFile.HEADER;
import static cto.registry.hermes.SidecarFile.OTHER;
import static cto.registry.hermes.SidecarFile.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the registry looks for the token of Hermes WebUI, and which files it believes.
 * Reading is open here, so that only a token that is presented can be refused.
 */
@RegistryTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class SidecarTokenFileTests {

	private static final String LIST = "/api/v1/execution-requests";

	@TempDir
	private static Path directory = Path.of(".");

	private final SidecarFile file = new SidecarFile(directory.resolve("own.token"));

	private final TestDatabase database;

	private final Client client;

	SidecarTokenFileTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.database = database;
		this.client = Client.at(port);
	}

	@DynamicPropertySource
	static void fileOfHermes(DynamicPropertyRegistry registry) {
		registry.add("HERMES_EXT_SIDECAR_TOKEN_FILE", () -> directory.resolve("own.token").toString());
	}

	@BeforeEach
	void readsWithoutAComplaint() throws IOException {
		this.file.write(SECRET);
		assertThat(this.client.get(LIST, HEADER, SECRET).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "HERMES_WEBUI_STATE_DIR, '', sidecar-auth", "HERMES_HOME, '', webui/sidecar-auth",
			"user.home, '', .hermes/webui/sidecar-auth", "HERMES_HOME, '~', user-home/webui/sidecar-auth" })
	void looksWhereHermesWrites(String variable, String value, String place) throws IOException {
		Path root = Files.createTempDirectory(directory, "hermes");
		new SidecarFile(root.resolve(place).resolve("execution-request-registry.token")).write(OTHER);
		List<String> settings = List.of("--HERMES_EXT_SIDECAR_TOKEN_FILE=", "--HERMES_WEBUI_STATE_DIR=",
				"--HERMES_HOME=", "--user.home=" + root.resolve("user-home"));
		String[] deviation = settings.stream()
			.map((setting) -> setting.startsWith("--" + variable + "=")
					? "--" + variable + "=" + (value.isEmpty() ? root : value) : setting)
			.toArray(String[]::new);
		try (AnotherService service = AnotherService.on(this.database, deviation)) {
			assertThat(service.client().get(LIST, HEADER, OTHER).status()).isEqualTo(200);
			assertThat(service.client().get(LIST, HEADER, SECRET).status()).isEqualTo(401);
		}
	}

	@Test
	void prefersItsOwnSettingAndThenTheFileThatIsNamed() throws IOException {
		Path root = Files.createTempDirectory(directory, "hermes");
		SidecarFile.in(root).write(OTHER);
		String[] both = { "--HERMES_EXT_SIDECAR_TOKEN_FILE=" + this.file.path(), "--HERMES_WEBUI_STATE_DIR=" + root };
		try (AnotherService service = AnotherService.on(this.database, both)) {
			assertThat(service.client().get(LIST, HEADER, SECRET).status()).isEqualTo(200);
		}
		try (AnotherService service = AnotherService.on(this.database, both[0],
				"--registry.security.hermes.token-file=" + SidecarFile.in(root).path())) {
			assertThat(service.client().get(LIST, HEADER, OTHER).status()).isEqualTo(200);
		}
	}

	@Test
	void refusesAWrongTokenEvenWhereAnybodyMayRead() {
		assertThat(this.client.get(LIST).status()).isEqualTo(200);
		assertThat(this.client.get(LIST, HEADER, OTHER).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "short", "has a space in its middle 0000",
			"one-line-0000000000\nand-another-one", "ümlaut-0000000000000000000000000" })
	void believesNoFileWithoutAToken(String content) throws IOException {
		this.file.write(content);
		refusesWhatever(content.strip());
	}

	@Test
	void believesNoFileThatIsTooLarge() throws IOException {
		this.file.write("x".repeat(257));
		refusesWhatever("x".repeat(257));
		this.file.write(SECRET + " ".repeat(2_000_000));
		refusesWhatever(SECRET);
	}

	@Test
	void believesNothingThatIsNoFile() throws IOException {
		this.file.remove();
		refusesWhatever(SECRET);
		Files.createDirectory(this.file.path());
		refusesWhatever(SECRET);
	}

	@Test
	void doesNotWaitForAPipe() throws IOException, InterruptedException {
		this.file.remove();
		assertThat(new ProcessBuilder("mkfifo", this.file.path().toString()).start().waitFor()).isZero();
		refusesWhatever(SECRET);
	}

	@Test
	void followsALinkAndToleratesALineEnd() throws IOException {
		this.file.remove();
		Path target = Files.writeString(directory.resolve("target"), OTHER + "\n");
		Files.createSymbolicLink(this.file.path(), target);
		assertThat(this.client.get(LIST, HEADER, OTHER).status()).isEqualTo(200);
	}

	@Test
	void saysInItsLogOnlyWhereItLooked(CapturedOutput output) throws IOException {
		this.file.remove();
		for (int i = 0; i < 3; i++) {
			assertThat(this.client.get(LIST, HEADER, SECRET).text()).doesNotContain(directory.toString());
		}
		assertThat(output).containsOnlyOnce(this.file.path() + " is not there");
	}

	@Test
	void warnsOnceOfAFileThatOthersMayRead(CapturedOutput output) throws IOException {
		this.file.permit("rw-r-----");
		for (int i = 0; i < 3; i++) {
			assertThat(this.client.get(LIST, HEADER, SECRET).status()).isEqualTo(200);
		}
		assertThat(output).containsOnlyOnce("chmod 600");
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void looksForNoFileUnlessATokenComes(CapturedOutput output) throws IOException {
		this.file.remove();
		assertThat(this.client.get(LIST).status()).isEqualTo(200);
		assertThat(this.client.get("/health", HEADER, SECRET).status()).isEqualTo(200);
		assertThat(output).doesNotContain("No token of Hermes WebUI");
	}

	private void refusesWhatever(String token) {
		for (String presented : List.of(token.replaceAll("[^\\x21-\\x7e]", "x"), SECRET, "")) {
			Reply reply = this.client.get(LIST, HEADER, presented);
			assertThat(reply.status()).isEqualTo(503);
			assertThat(reply.at("/type")).isEqualTo("/problems/sidecar-token-missing");
			assertThat(reply.header("Retry-After")).isEqualTo("10");
		}
	}

}
