package cto.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import cto.registry.embedded.Credentials;
import org.flywaydb.core.Flyway;

import org.springframework.core.io.ClassPathResource;

/**
 * A database of its own on the shared server, with the roles and schema of
 * {@code db/roles.sql}.
 */
public final class TestDatabase {

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final PostgresServer server = PostgresServer.shared();

	private final String name = "test_" + COUNT.incrementAndGet();

	private TestDatabase(TestDatabase original) {
		execute(this.server.url("postgres"), "CREATE DATABASE " + this.name + " TEMPLATE " + original.name);
	}

	private TestDatabase() {
		execute(this.server.url("postgres"), "CREATE DATABASE " + this.name);
		execute(url(), resource("db/roles.sql"));
	}

	/**
	 * Makes a database without tables.
	 * @return the database
	 */
	public static TestDatabase fresh() {
		return new TestDatabase();
	}

	/**
	 * Makes a database with every migration.
	 * @return the database
	 */
	public static TestDatabase migrated() {
		TestDatabase database = fresh();
		Flyway.configure()
			.dataSource(database.url(), database.owner().user(), database.owner().password())
			.schemas("registry")
			.createSchemas(false)
			.load()
			.migrate();
		return database;
	}

	/**
	 * Makes another database with the same content. Nobody may be connected to this one.
	 * @return the copy
	 */
	public TestDatabase copy() {
		return new TestDatabase(this);
	}

	public String url() {
		return this.server.url(this.name);
	}

	public Credentials superuser() {
		return this.server.superuser();
	}

	public Credentials owner() {
		return this.server.owner();
	}

	public Credentials writer() {
		return this.server.writer();
	}

	public Credentials reader() {
		return this.server.reader();
	}

	/**
	 * Connects.
	 * @param as who connects
	 * @return an open connection that commits each statement
	 */
	public Connection connect(Credentials as) throws SQLException {
		return DriverManager.getConnection(url(), as.user(), as.password());
	}

	/**
	 * Runs SQL.
	 * @param as who runs it
	 * @param sql one or more statements
	 */
	public void execute(Credentials as, String sql) throws SQLException {
		try (Connection connection = connect(as); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Asks for a number.
	 * @param sql a query of one row and one column
	 * @return the number
	 */
	public long number(String sql) throws SQLException {
		try (Connection connection = connect(superuser());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * Lets nobody in, and ends who is connected; or lets them in again.
	 * @param allowed whether anybody may connect
	 */
	public void allowConnections(boolean allowed) {
		execute(this.server.url("postgres"), "ALTER DATABASE " + this.name + " ALLOW_CONNECTIONS " + allowed);
		if (!allowed) {
			execute(this.server.url("postgres"),
					"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + this.name + "'");
		}
	}

	private void execute(String url, String sql) {
		Credentials superuser = superuser();
		try (Connection connection = DriverManager.getConnection(url, superuser.user(), superuser.password());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String resource(String path) {
		try {
			return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
