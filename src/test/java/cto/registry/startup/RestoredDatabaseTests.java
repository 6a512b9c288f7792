package cto.registry.startup;

import java.sql.SQLException;
import java.util.Objects;

import cto.registry.problem.StartupRefusedException;
import cto.registry.testing.AnotherService;
import cto.registry.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A dump that was restored without its owners or without its grants.
 */
class RestoredDatabaseTests {

	private final TestDatabase database = TestDatabase.migrated();

	@Test
	void isAcceptedWithItsOwnersAndGrants() {
		assertThatNoException().isThrownBy(this::migrate);
	}

	@Test
	void isRefusedWithoutItsGrants() throws SQLException {
		restoredWith("REVOKE ALL ON ALL TABLES IN SCHEMA registry FROM registry_writer");
		Throwable failure = catchThrowable(() -> AnotherService.on(this.database));
		FailureAnalysis analysis = new DatabaseFailureAnalyzer(new MockEnvironment()).analyze(failure);
		assertThat(Objects.requireNonNull(analysis).getDescription())
			.startsWith("The service's role lacks a privilege in the database: ERROR: permission denied for table ");
		assertThat(analysis.getAction()).startsWith("Run the GRANT statements at the end of db/migration");
	}

	@Test
	void isRefusedIfASuperuserOwnsItsTables() throws SQLException {
		restoredWith("ALTER TABLE registry.flyway_schema_history OWNER TO CURRENT_USER");
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(this::migrate)
			.withMessageContaining("'registry_owner' may not read registry.flyway_schema_history, which belongs to '"
					+ this.database.superuser().user() + "', in a schema of 'registry_owner'.");
	}

	@Test
	void isRefusedIfASuperuserOwnsItsSchemaToo() throws SQLException {
		restoredWith("ALTER TABLE registry.flyway_schema_history OWNER TO CURRENT_USER; "
				+ "ALTER SCHEMA registry OWNER TO CURRENT_USER; GRANT USAGE ON SCHEMA registry TO registry_owner");
		String superuser = this.database.superuser().user();
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(this::migrate)
			.withMessageContaining("which belongs to '" + superuser + "', in a schema of '" + superuser + "'.");
	}

	private void restoredWith(String sql) throws SQLException {
		this.database.execute(this.database.superuser(), sql);
	}

	private void migrate() {
		new CheckedMigration(Flyway.configure()
			.dataSource(this.database.url(), this.database.owner().user(), this.database.owner().password())
			.schemas("registry")
			.createSchemas(false)
			.load(), this.database.url()).run();
	}

}
