package cto.registry.jar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import cto.registry.testing.Client;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged service and its commands where the locale has other digits, its character
 * set no umlauts, and the time zone a name that PostgreSQL does not know.
 */
@EnabledOnOs(OS.LINUX)
class ForeignMachineIT {

	/** No locale of the system is needed for what the JVM makes of it. */
	private static final Map<String, String> FOREIGN = Map.of("LC_ALL", "C", "TZ", "JST", "JDK_JAVA_OPTIONS",
			"-Duser.language=fa");

	private static final Map<String, String> POSIX = Map.of("LC_ALL", "C");

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void recordsProvesAuditsAndExportsAsElsewhere() throws Exception {
		Service service = Service.launch(this.directory, Service.freePort(), FOREIGN).awaitAnswer();
		Client client = service.client();
		assertThat(client.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		assertThat(client.get("/log/tile/0/000.p/1").status()).isEqualTo(200);
		assertThat(client.get("/log/tile/entries/000.p/1").status()).isEqualTo(200);
		assertThat(client.get("/log/checkpoint").text()).contains("\n1\n");
		assertThat(client.record(new byte[] { 1 }).json().get("status").asInt()).isEqualTo(400);
		assertThat(client.get("/actuator/prometheus").text()).matches("\\p{ASCII}+");
		service.close();
		assertThat(service.output()).matches("(?s)NOTE: [^\n]+\n20[0-9]{2}-[0-9T:.-]+Z .*")
			.doesNotContain(" WARN ")
			.doesNotContain(" ERROR ");
		assertThat(this.directory.resolve("registry-data/pg_service.conf")).content().containsPattern("port=[0-9]+\n");
		assertThat(Service.command(this.directory, FOREIGN, "audit")).contains("Audited 1 records", "No findings");
		assertThat(Service.command(this.directory, FOREIGN, "export", "copy")).contains("Exported 1 records");
		assertThat(this.directory.resolve("copy")).isDirectoryRecursivelyContaining("glob:**/tile/0/000.p/1");
	}

	@Test
	void printsUtf8WhateverTheLocale() throws Exception {
		Files.writeString(this.directory.resolve("packet.json"), "{\"t\u00fctle\": 1}");
		assertThat(Service.command(this.directory, POSIX, "check", "packet.json"))
			.contains("/t\u00fctle: unknown_member");
		assertThat(Service.command(this.directory, POSIX, "check", "--format", "json", "packet.json"))
			.contains("\"/t\u00fctle\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "freeze $'Umzug f\\xc3\\xbcr alle'", "check $'pr\\xc3\\xbcfung.json'",
			"audit --registry.data-dir=$'d\\xc3\\xa4ta'", "--registry.data-dir=$'d\\xc3\\xa4ta'" })
	void refusesWhatItCannotRead(String arguments) throws Exception {
		assertThat(Service.shell(this.directory, POSIX, arguments)).hasLineCount(1)
			.startsWith("The argument '")
			.contains("could not be read")
			.contains("LC_ALL=C.UTF-8");
	}

	@Test
	void refusesAPathThatTheLocaleCannotName() throws Exception {
		Map<String, String> settings = Map.of("LC_ALL", "C", "SPRING_APPLICATION_JSON",
				"{\"registry\":{\"data-dir\":\"d\\u00e4ta\"}}");
		assertThat(Service.command(this.directory, settings, "audit")).contains("d\u00e4ta", "LC_ALL=C.UTF-8")
			.doesNotContain("Exception");
		assertThat(Service.command(this.directory, settings)).contains("APPLICATION FAILED TO START", "d\u00e4ta")
			.contains("LC_ALL=C.UTF-8")
			.doesNotContain("Exception");
	}

}
