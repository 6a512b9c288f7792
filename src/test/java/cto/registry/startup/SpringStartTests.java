package cto.registry.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import cto.registry.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The start of a Spring Boot application on the embedded database, and what its user sees
 * where it fails.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringStartTests {

	@Test
	void worksAsWriterMigratesAsOwnerAndStopsCleanly(@TempDir Path directory, CapturedOutput output) throws Exception {
		Path data = directory.resolve("data");
		try (ConfigurableApplicationContext context = run("--registry.data-dir=" + data, "--spring.datasource.url=")) {
			assertThat(one(context, "SELECT current_user")).isEqualTo("registry_writer");
			assertThat(one(context,
					"SELECT tableowner FROM pg_tables WHERE schemaname = 'registry' AND tablename = 'migrated'"))
				.isEqualTo("registry_owner");
			assertThat(context.getBean(EmbeddedDatabase.class).url()).startsWith("jdbc:postgresql://127.0.0.1:");
		}
		assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
		assertThat(output).contains("PostgreSQL stopped").doesNotContain(" WARN ", " ERROR ");
		assertThat(log(data)).contains("database system is shut down").doesNotContain("terminating connection");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"--registry.embedded.port=abc | The property registry.embedded.port has the value 'abc' (\"registry.embedded.port\" from property source \"commandLineArgs\"): expected a whole number.",
			"--registry.embedded.port=70000 | The configuration is not valid: registry.embedded.port (REGISTRY_EMBEDDED_PORT) is 70000; write a port from 1 to 65535, or 0 to have one chosen.",
			"--registry.data-dir=pom.xml | /pom.xml is a file.",
			"--spring.datasource.url=postgres://u:hidden@h/d | spring.datasource.url (SPRING_DATASOURCE_URL) starts with 'postgres:', not with 'jdbc:postgresql:'.",
			"--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/d | The database jdbc:postgresql://127.0.0.1:1/d cannot be reached: Connection refused.",
			"--refuses=true | The service could not start. IllegalStateException: nobody thought of this" })
	void explainsAFailureWithoutAStackTrace(String argument, String explanation, CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(argument).close());
		assertThat(output).contains("APPLICATION FAILED TO START", explanation)
			.doesNotContain("hidden")
			.doesNotContain("\tat ")
			.doesNotContain("Exception encountered during context initialization")
			.doesNotContain("condition evaluation report");
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--spring.main.keep-alive=false",
				"--management.endpoint.health.validate-group-membership=false",
				"--spring.flyway.locations=classpath:cto/registry/startup/migration"));
		all.addAll(Arrays.asList(arguments));
		return new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE).run(all.toArray(String[]::new));
	}

	private static String one(ConfigurableApplicationContext context, String query) throws SQLException {
		try (var connection = context.getBean(DataSource.class).getConnection();
				var statement = connection.createStatement();
				var row = statement.executeQuery(query)) {
			row.next();
			return row.getString(1);
		}
	}

	private static String log(Path data) throws IOException {
		StringBuilder text = new StringBuilder();
		try (Stream<Path> logs = Files.list(data.resolve("postgres-log"))) {
			for (Path log : logs.toList()) {
				text.append(Files.readString(log));
			}
		}
		return text.toString();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@ComponentScan({ "cto.registry.embedded", "cto.registry.startup" })
	@ConfigurationPropertiesScan("cto.registry.embedded")
	static class Service {

		@Configuration(proxyBeanMethods = false)
		@org.springframework.boot.autoconfigure.condition.ConditionalOnProperty("refuses")
		static class Refusal {

			@Bean
			static org.springframework.beans.factory.config.BeanFactoryPostProcessor refusal() {
				return (beans) -> {
					throw new IllegalStateException("nobody thought of this");
				};
			}

		}

	}

}
