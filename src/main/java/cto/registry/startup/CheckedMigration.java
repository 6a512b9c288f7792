package cto.registry.startup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import cto.registry.problem.StartupRefusedException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The migrations, run by the schema's owner and by nobody else. If none is pending,
 * another role may start the service, and nobody waits for Flyway's lock, which every
 * role of the database could hold.
 *
 * @param flyway the migrations and how to connect
 * @param url the JDBC URL, to name the database
 */
public record CheckedMigration(Flyway flyway, String url) {

	private static final String SCHEMA = "registry";

	/** The description of version 1 in the builds before 0.1.0. */
	private static final String EARLIER_BUILD = "records";

	private static final String MIGRATE = "Run the command migrate, with SPRING_FLYWAY_USER=registry_owner and SPRING_FLYWAY_PASSWORD, "
			+ "before the service starts. Or set both for the service.";

	private static final int TIMEOUT_SECONDS = 10;

	private static final String OWNER = "Set SPRING_FLYWAY_USER=registry_owner and SPRING_FLYWAY_PASSWORD to its password.";

	/**
	 * Makes the migrations of this version, to be run without a service.
	 * @param url the JDBC URL of the database
	 * @param user the owner of the schema
	 * @param password its password
	 * @return the migrations
	 */
	public static CheckedMigration of(String url, String user, String password) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(url);
		source.setUser(user);
		source.setPassword(password);
		source.setApplicationName("request-registry migrate");
		source.setConnectTimeout(TIMEOUT_SECONDS);
		source.setLoginTimeout(TIMEOUT_SECONDS);
		return new CheckedMigration(Flyway.configure()
			.dataSource(new PoolerAwareDataSource(source))
			.schemas(SCHEMA)
			.createSchemas(false)
			.load(), url);
	}

	/**
	 * Migrates, or checks that there is nothing to migrate.
	 * @return the number of migrations that were applied
	 * @throws StartupRefusedException if the role may not, or the applied migrations are
	 * not these
	 */
	public int run() {
		Migrator migrator = migrator();
		if (!migrator.owns() && migrator.creates()) {
			throw new StartupRefusedException(String.format(Locale.ROOT,
					"The migrations would run as '%s', but the schema registry belongs to '%s'.", migrator.user(),
					migrator.owner()), OWNER);
		}
		if (migrator.lockedOut()) {
			throw new StartupRefusedException(String.format(Locale.ROOT,
					"The database role '%s' may not read registry.flyway_schema_history, which belongs to '%s', in a schema of '%s'.",
					migrator.user(), migrator.historyOwner(), migrator.owner()),
					"The schema registry and all of its tables have to belong to registry_owner. Restore the dump as that role "
							+ "(docs/operating.md, Backup and restore), or change the owner of each.");
		}
		try {
			refuseEarlierBuild();
			int pending = this.flyway.info().pending().length;
			if (pending == 0) {
				this.flyway.validate();
				return 0;
			}
			if (!migrator.owns()) {
				throw new StartupRefusedException(String.format(Locale.ROOT,
						"The schema registry lacks %d of its migrations, and the database role '%s' may not apply them.",
						pending, migrator.user()), MIGRATE);
			}
			return this.flyway.migrate().migrationsExecuted;
		}
		catch (FlywayException ex) {
			throw new StartupRefusedException(
					String.format(Locale.ROOT, "The schema registry could not be migrated: %s", ex.getMessage()),
					"Start the version of the service that migrated this database last, or a later one. "
							+ "If a migration of this version failed, it was rolled back, and nothing is lost.",
					ex);
		}
	}

	private void refuseEarlierBuild() {
		for (MigrationInfo applied : this.flyway.info().applied()) {
			if (EARLIER_BUILD.equals(applied.getDescription())) {
				throw new StartupRefusedException(
						"This database was created by a build before 0.1.0, whose schema this version does not migrate.",
						"Start on an empty database (spring.datasource.url), or in another data directory "
								+ "(registry.data-dir). The old database is unchanged, and the build that created it can read it.");
			}
		}
	}

	private Migrator migrator() {
		try (Connection connection = this.flyway.getConfiguration().getDataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("""
						SELECT current_user, pg_get_userbyid(nspowner), has_schema_privilege(n.oid, 'CREATE'),
						       pg_get_userbyid(relowner), coalesce(NOT has_table_privilege(c.oid, 'SELECT'), false)
						FROM pg_namespace n
						LEFT JOIN pg_class c ON relnamespace = n.oid AND relname = 'flyway_schema_history'
						WHERE nspname = 'registry'""")) {
			if (!row.next()) {
				throw new StartupRefusedException(String.format(Locale.ROOT, "The database %s has no schema registry.",
						DatabaseUrl.shown(this.url)), ServiceRole.ROLES);
			}
			return new Migrator(row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4),
					row.getBoolean(5));
		}
		catch (SQLException ex) {
			throw new DatabaseRefusal(this.url, "registry_owner", "SPRING_FLYWAY").of(ex);
		}
	}

	private record Migrator(String user, String owner, boolean creates, @Nullable String historyOwner,
			boolean lockedOut) {

		boolean owns() {
			return this.user.equals(this.owner);
		}

	}

}
