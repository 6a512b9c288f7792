package cto.registry.cli;

import java.sql.SQLException;

import cto.registry.embedded.Credentials;
import cto.registry.testing.AnotherService;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrating in a step of its own, and a service that then has the writer's password only.
 */
class MigrateCommandTests {

	private static final String NOTHING = "Nothing to migrate: the database has every migration of this version";

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void migratesOnceAndTheServiceThenStartsAsTheWriterAlone() throws Exception {
		migrate(this.database.owner()).succeeds("Applied 1 migration");
		migrate(this.database.owner()).succeeds(NOTHING);
		migrate(this.database.writer()).succeeds(NOTHING);
		Credentials writer = this.database.writer();
		try (AnotherService service = AnotherService.on(this.database, "--spring.flyway.user=" + writer.user(),
				"--spring.flyway.password=" + writer.password())) {
			assertThat(service.client().get("/actuator/health/readiness").status()).isEqualTo(200);
		}
	}

	/** Every role of a database may hold Flyway's lock, and for as long as it likes. */
	@Test
	void takesNoLockIfNothingIsPending() throws SQLException {
		String locks = "REVOKE EXECUTE ON FUNCTION pg_try_advisory_lock(bigint), pg_advisory_lock(bigint), "
				+ "pg_try_advisory_xact_lock(bigint), pg_advisory_xact_lock(bigint) FROM PUBLIC";
		this.database.execute(this.database.superuser(), locks);
		migrate(this.database.owner()).fails(2, "permission denied for function pg_");
		this.database.execute(this.database.superuser(), locks.replace("REVOKE", "GRANT").replace("FROM", "TO"));
		migrate(this.database.owner()).succeeds();
		this.database.execute(this.database.superuser(), locks);
		migrate(this.database.owner()).succeeds(NOTHING);
	}

	@Test
	void saysWhoHasToMigrate() {
		migrate(this.database.writer()).fails(2, "lacks 1 of its migrations", "'registry_writer' may not apply them",
				"SPRING_FLYWAY_USER=registry_owner");
		migrate(new Credentials(this.database.owner().user(), "wrong")).fails(2,
				"The database " + this.database.url() + " does not let in 'registry_owner'", "SPRING_FLYWAY_PASSWORD");
		CommandRun.of("migrate", "--spring.datasource.url=" + this.database.url())
			.fails(2, "No owner is configured. Set SPRING_FLYWAY_USER=registry_owner");
	}

	@Test
	void saysThatThereIsNoDatabaseOrNoSchemaInIt() throws SQLException {
		CommandRun.of("migrate", "--spring.datasource.url=")
			.fails(2, "No database is configured.", "the service migrates it");
		this.database.execute(this.database.superuser(), "DROP SCHEMA registry CASCADE");
		migrate(this.database.owner()).fails(2, "The database " + this.database.url() + " has no schema registry.",
				"Run db/roles.sql");
	}

	private CommandRun migrate(Credentials role) {
		return CommandRun.of("migrate", "--spring.datasource.url=" + this.database.url(),
				"--spring.flyway.user=" + role.user(), "--spring.flyway.password=" + role.password());
	}

}
