package cto.registry.startup;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import cto.registry.embedded.Credentials;
import cto.registry.embedded.EmbeddedDatabase;
import cto.registry.problem.StartupRefusedException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What the service says of a database that it cannot or should not work on.
 */
class ConnectionTests {

	private static EmbeddedDatabase database;

	@BeforeAll
	static void start(@TempDir Path directory) throws SQLException {
		database = EmbeddedDatabase.start(directory.resolve("data"), 0);
		execute("CREATE DATABASE bare", "CREATE ROLE stranger LOGIN PASSWORD 'p'",
				"GRANT CONNECT ON DATABASE registry TO stranger", "CREATE ROLE builder LOGIN CREATEROLE PASSWORD 'p'",
				"GRANT CONNECT ON DATABASE registry TO builder",
				"CREATE ROLE heir LOGIN PASSWORD 'p' IN ROLE registry_owner");
	}

	@AfterAll
	static void stop() {
		database.close();
	}

	@Test
	void acceptsTheWriter() {
		assertThatNoException().isThrownBy(() -> role(database.url(), database.writer()).check());
	}

	@Test
	void saysThatNothingListens() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		String url = "jdbc:postgresql://127.0.0.1:%d/registry".formatted(port);
		refuses(role(url + "?password=hidden", database.writer()),
				"The database " + url + " cannot be reached: Connection refused.", "correct SPRING_DATASOURCE_URL");
	}

	@Test
	void saysThatTheHostIsUnknown() {
		refuses(role("jdbc:postgresql://no-such-host.invalid/registry", database.writer()),
				"The database jdbc:postgresql://no-such-host.invalid/registry cannot be reached: "
						+ "the host name 'no-such-host.invalid' is unknown.",
				"correct SPRING_DATASOURCE_URL");
	}

	@Test
	void saysThatThePasswordIsWrong() {
		refuses(role(database.url(), new Credentials("registry_writer", "wrong")), "The database " + database.url()
				+ " does not let in 'registry_writer': password authentication failed for user \"registry_writer\".",
				"Check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD");
	}

	@Test
	void saysThatThePasswordIsMissing() {
		refuses(new ServiceRole(database.url(), "registry_writer", null),
				"The database " + database.url() + " does not let in 'registry_writer': The server requested "
						+ "SCRAM-based authentication, but no password was provided.",
				"SPRING_DATASOURCE_PASSWORD");
	}

	@Test
	void saysThatTheDatabaseIsMissing() {
		refuses(role(database.url("missing"), database.writer()), "The server of " + database.url("missing")
				+ " has no such database: database \"missing\" does not exist.", "run db/roles.sql in it");
	}

	@Test
	void saysThatTheRolesAreNotThere() {
		refuses(role(database.url("bare"), new Credentials("stranger", "p")),
				"The database " + database.url("bare") + " has no schema registry.",
				"Run db/roles.sql in that database as a role that owns it and has CREATEROLE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SQL_ASCII", "LATIN1", "EUC_JP" })
	void refusesADatabaseThatIsNotInUtf8(String encoding) throws SQLException {
		String name = encoding.toLowerCase(Locale.ROOT);
		execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING '" + encoding
				+ "' LOCALE_PROVIDER libc LOCALE 'C'");
		refuses(role(database.url(name), new Credentials("stranger", "p")),
				"The encoding of the database " + database.url(name) + " is " + encoding + "; the registry needs UTF8.",
				"createdb -E UTF8 -T template0 registry");
	}

	@Test
	void saysThatTheServerIsTooOld() {
		refuses(new ServiceRole(database.url(), "registry_writer", database.writer().password(), 990000),
				"The database " + database.url() + " is PostgreSQL 18.", "Use PostgreSQL 99 or later");
	}

	@Test
	void refusesASuperuser() {
		refuses(role(database.url(), database.superuser()),
				"would work as the database role 'postgres', which is a superuser",
				"Set SPRING_DATASOURCE_USERNAME to registry_writer");
	}

	@Test
	void refusesTheOwner() {
		refuses(role(database.url(), database.owner()), "'registry_owner', which owns the schema registry",
				"Set SPRING_DATASOURCE_USERNAME to registry_writer");
	}

	@Test
	void refusesAMemberOfTheOwner() {
		refuses(role(database.url(), new Credentials("heir", "p")), "'heir', which owns the schema registry",
				"Set SPRING_DATASOURCE_USERNAME to registry_writer");
	}

	@Test
	void refusesARoleThatMayMakeRoles() {
		refuses(role(database.url(), new Credentials("builder", "p")), "'builder', which may make roles",
				"Set SPRING_DATASOURCE_USERNAME to registry_writer");
	}

	@Test
	void refusesARoleThatMayNotUseTheSchema() {
		refuses(role(database.url(), new Credentials("stranger", "p")),
				"The database role 'stranger' may not use the schema registry.",
				"Set SPRING_DATASOURCE_USERNAME to registry_writer");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "postgres://user:hidden@db/registry", "postgresql://db/registry", "jdbc:mysql://db/registry" })
	void refusesAUrlOfAnotherForm(String url) {
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> DatabaseUrl.check(url))
			.withMessageStartingWith("spring.datasource.url (SPRING_DATASOURCE_URL) starts with '")
			.satisfies((refusal) -> assertThat(refusal.getMessage()).doesNotContain("hidden"));
	}

	@Test
	void migratesAsTheOwnerOnly() throws SQLException {
		refuses(migration(database.superuser()),
				"The migrations would run as 'postgres', but the schema registry belongs to 'registry_owner'.",
				"Set SPRING_FLYWAY_USER=registry_owner");
		refuses(migration(database.writer()),
				"The schema registry lacks 1 of its migrations, and the database role 'registry_writer' may not apply them.",
				"Run the command migrate, with SPRING_FLYWAY_USER=registry_owner");
		refuses(migration(new Credentials("registry_owner", "wrong")), "does not let in 'registry_owner'",
				"Check SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD");
		migration(database.owner()).run();
		migration(database.owner()).run();
		try (Connection connection = DriverManager.getConnection(database.url(), database.owner().user(),
				database.owner().password()); Statement statement = connection.createStatement()) {
			statement.execute("GRANT SELECT ON flyway_schema_history TO registry_writer");
		}
		migration(database.writer()).run();
	}

	private static CheckedMigration migration(Credentials credentials) {
		return new CheckedMigration(Flyway.configure()
			.dataSource(database.url(), credentials.user(), credentials.password())
			.schemas("registry")
			.createSchemas(false)
			.locations("classpath:cto/registry/startup/migration")
			.load(), database.url());
	}

	private static ServiceRole role(String url, Credentials credentials) {
		return new ServiceRole(url, credentials.user(), credentials.password());
	}

	private static void refuses(ServiceRole role, String wrong, String remedy) {
		refuses(role::check, wrong, remedy);
	}

	private static void refuses(CheckedMigration migration, String wrong, String remedy) {
		refuses(migration::run, wrong, remedy);
	}

	private static void refuses(Runnable start, String wrong, String remedy) {
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(start::run)
			.withMessageContaining(wrong)
			.satisfies((refusal) -> assertThat(refusal.analysis().getAction()).contains(remedy))
			.satisfies((refusal) -> assertThat(refusal.getMessage()).doesNotContain("hidden"));
	}

	private static void execute(String... statements) throws SQLException {
		Credentials superuser = database.superuser();
		try (Connection connection = DriverManager.getConnection(database.url(), superuser.user(),
				superuser.password()); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
