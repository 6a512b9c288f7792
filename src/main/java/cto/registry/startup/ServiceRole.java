package cto.registry.startup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;

import cto.registry.guardrail.DatabaseRole;
import cto.registry.problem.StartupRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The database role that the service works as, which has to be one that can add records
 * and cannot undo what forbids the rest.
 *
 * @param url the JDBC URL
 * @param user the role, or null where the URL names it
 * @param password its password, or null
 * @param oldest the oldest server to accept, as {@code server_version_num}
 */
record ServiceRole(String url, @Nullable String user, @Nullable String password, int oldest) {

	private static final int POSTGRESQL_15 = 15_00_00;

	static final String ROLES = "Run db/roles.sql in that database as a role that owns it and has CREATEROLE, or as a superuser.";

	private static final String WRITER = "Set SPRING_DATASOURCE_USERNAME to registry_writer, the role that db/roles.sql makes "
			+ "for the service, and SPRING_DATASOURCE_PASSWORD to its password.";

	ServiceRole(String url, @Nullable String user, @Nullable String password) {
		this(url, user, password, POSTGRESQL_15);
	}

	/**
	 * Connects once, without the pool, which would try for longer.
	 * @throws StartupRefusedException if the database is not there, too old, not in
	 * UTF-8, not prepared, or lets the role do too much
	 */
	void check() {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			PoolerAwareDataSource.adapt(connection);
			checkServer(statement);
			DatabaseEncoding.check(this.url, statement);
			checkRole(statement);
			checkSchema(statement);
		}
		catch (SQLException ex) {
			throw new DatabaseRefusal(this.url, this.user, "SPRING_DATASOURCE").of(ex);
		}
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("connectTimeout", "5");
		properties.setProperty("loginTimeout", "10");
		properties.setProperty("ApplicationName", "request-registry");
		if (this.user != null) {
			properties.setProperty("user", this.user);
		}
		if (this.password != null) {
			properties.setProperty("password", this.password);
		}
		return DriverManager.getConnection(this.url, properties);
	}

	private void checkServer(Statement statement) throws SQLException {
		try (ResultSet server = statement
			.executeQuery("SELECT current_setting('server_version_num')::integer, current_setting('server_version')")) {
			server.next();
			if (server.getInt(1) < this.oldest) {
				throw new StartupRefusedException(
						String.format(Locale.ROOT, "The database %s is PostgreSQL %s.", DatabaseUrl.shown(this.url),
								server.getString(2)),
						String.format(Locale.ROOT,
								"Use PostgreSQL %d or later; 18 is what the registry is tested with.",
								this.oldest / 10_000));
			}
		}
	}

	private static void checkRole(Statement statement) throws SQLException {
		try (ResultSet role = statement.executeQuery(DatabaseRole.SELECT)) {
			role.next();
			String fault = role.getBoolean(2) ? "is a superuser"
					: role.getBoolean(3) ? "owns the schema registry or a table in it" : role.getBoolean(4)
							? "may make roles" : role.getBoolean(5) ? "may create in the schema registry" : null;
			if (fault != null) {
				throw new StartupRefusedException(String.format(Locale.ROOT,
						"The service would work as the database role '%s', which %s and so could alter what forbids changes to records.",
						role.getString(1), fault), WRITER);
			}
		}
	}

	private void checkSchema(Statement statement) throws SQLException {
		try (ResultSet schema = statement.executeQuery("SELECT has_schema_privilege(oid, 'USAGE'), current_user "
				+ "FROM pg_namespace WHERE nspname = 'registry'")) {
			if (!schema.next()) {
				throw new StartupRefusedException(String.format(Locale.ROOT, "The database %s has no schema registry.",
						DatabaseUrl.shown(this.url)), ROLES);
			}
			if (!schema.getBoolean(1)) {
				throw new StartupRefusedException(String.format(Locale.ROOT,
						"The database role '%s' may not use the schema registry.", schema.getString(2)), WRITER);
			}
		}
	}

}
