package cto.registry.startup;

import java.sql.SQLException;

import cto.registry.problem.StartupRefusedException;
import cto.registry.testing.AnotherService;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A database that a build before 0.1.0 created.
 */
class EarlierBuildTests {

	private static final String HISTORY = """
			CREATE TABLE registry.flyway_schema_history (
			  installed_rank  integer        NOT NULL PRIMARY KEY,
			  version         varchar(50),
			  description     varchar(200)   NOT NULL,
			  type            varchar(20)    NOT NULL,
			  script          varchar(1000)  NOT NULL,
			  checksum        integer,
			  installed_by    varchar(100)   NOT NULL,
			  installed_on    timestamp      NOT NULL DEFAULT now(),
			  execution_time  integer        NOT NULL,
			  success         boolean        NOT NULL);
			GRANT SELECT ON registry.flyway_schema_history TO registry_writer;
			INSERT INTO registry.flyway_schema_history VALUES
			  (1, '1', 'records', 'SQL', 'V1__records.sql', 1, 'registry_owner', now(), 1, true),
			  (2, '2', 'log', 'SQL', 'V2__log.sql', 2, 'registry_owner', now(), 1, true);
			CREATE TABLE registry.execution_request (log_index bigint PRIMARY KEY)""";

	@ParameterizedTest
	@ValueSource(strings = { "registry_owner", "registry_writer" })
	void isRefusedInASentenceAndStaysAsItIs(String migratesAs) throws SQLException {
		TestDatabase database = TestDatabase.fresh();
		database.execute(database.owner(), HISTORY);
		boolean owner = migratesAs.equals(database.owner().user());
		String password = owner ? database.owner().password() : database.writer().password();
		StartupRefusedException refused = refusal(database, "--spring.flyway.user=" + migratesAs,
				"--spring.flyway.password=" + password);
		assertThat(refused.analysis().getDescription()).isEqualTo(
				"This database was created by a build before 0.1.0, whose schema this version does not migrate.");
		assertThat(refused.analysis().getAction()).startsWith("Start on an empty database (spring.datasource.url)");
		assertThat(database.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'registry'")).isEqualTo(2);
		assertThat(database.number("SELECT count(*) FROM registry.flyway_schema_history")).isEqualTo(2);
	}

	@Test
	void isToldFromOneOfThisBuild() throws SQLException {
		TestDatabase database = TestDatabase.migrated();
		try (AnotherService service = AnotherService.on(database)) {
			assertThat(service.client().get("/health").status()).isEqualTo(200);
		}
		assertThat(database.number("SELECT count(*) FROM registry.flyway_schema_history")).isEqualTo(1);
	}

	private static StartupRefusedException refusal(TestDatabase database, String... settings) {
		Throwable failure = catchThrowableOfType(Throwable.class, () -> AnotherService.on(database, settings).close());
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StartupRefusedException refused) {
				return refused;
			}
		}
		throw new AssertionError("The start was not refused", failure);
	}

}
