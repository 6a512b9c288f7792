package cto.registry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

import cto.registry.embedded.EmbeddedDatabase;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPooler;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded database of a service that runs, and of one that does not.
 */
class RegistryDatabaseTests {

	@Test
	void isThatOfTheServiceOrIsStartedForTheCommand(@TempDir Path directory) throws Exception {
		Path data = TestKey.fresh("request-registry.local/log").dataDirectory(directory.resolve("data"));
		String setting = "--registry.data-dir=" + data;
		String export = directory.resolve("export").toString();
		try (EmbeddedDatabase service = EmbeddedDatabase.start(data, 0)) {
			CommandRun.of("export", export, setting).fails(2, "Start the service once: it migrates");
			migrate(service);
			CommandRun.of("export", export, setting).fails(2, "No checkpoint was signed yet");
			assertThat(user(new Settings(List.of(setting)))).isEqualTo("registry_writer");
			assertThat(data.resolve("postgres/postmaster.pid")).exists();
			Files.delete(data.resolve("pg_service.conf"));
			CommandRun.of("export", export, setting).fails(2, "has not started its database yet");
		}
		assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
		assertThat(user(new Settings(List.of(setting)))).isEqualTo("registry_writer");
		assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
		assertThat(data.resolve("lock.pid")).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource({ "export, to", "freeze, a reason", "thaw, a reason" })
	void isNoneThatIsNotInUtf8(String command, String argument, @TempDir Path directory) throws Exception {
		TestDatabase neighbour = TestDatabase.fresh();
		String name = "latin1_" + command;
		neighbour.execute(neighbour.superuser(),
				"CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
		String url = neighbour.url().replaceFirst("[^/]+$", name);
		Path data = TestKey.fresh("request-registry.local/log").dataDirectory(directory.resolve("data"));
		CommandRun
			.of(command, argument, "--registry.data-dir=" + data, "--spring.datasource.url=" + url,
					"--spring.datasource.username=" + neighbour.writer().user(),
					"--spring.datasource.password=" + neighbour.writer().password())
			.fails(2, "The encoding of the database " + url + " is LATIN1; the registry needs UTF8.",
					"createdb -E UTF8 -T template0");
	}

	@Test
	void readsLargePacketsInBinaryAndAFewAtATime() throws SQLException {
		TestDatabase database = TestDatabase.migrated();
		byte[] large = new byte[1 << 20];
		new Random(1).nextBytes(large);
		Settings settings = new Settings(List.of("--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.reader().user(),
				"--spring.datasource.password=" + database.reader().password()));
		try (RegistryDatabase registry = RegistryDatabase.open(settings, "test");
				Connection connection = registry.connect()) {
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement(
					"SELECT ?::bytea, current_setting('application_name') FROM generate_series(1, 100)")) {
				statement.setBytes(1, large);
				statement.setFetchSize(4);
				ResultSet rows = statement.executeQuery();
				int count = 0;
				for (; rows.next(); count++) {
					assertThat(rows.getBytes(1)).isEqualTo(large);
					assertThat(rows.getString(2)).isEqualTo("request-registry test");
				}
				assertThat(count).isEqualTo(100);
			}
		}
	}

	@Test
	void worksWithoutASessionBehindAPooler() throws Exception {
		TestDatabase database = TestDatabase.migrated();
		try (TestPooler pooler = TestPooler.of(database.url())) {
			String[] settings = settings(pooler, database);
			CommandRun.of("freeze", "a drill", settings[0], settings[1], settings[2]).succeeds("Recording is frozen");
			CommandRun.of("thaw", settings[0], settings[1], settings[2]).succeeds();
			assertThat(pooler.ofSessions()).isEmpty();
		}
		try (TestPooler pooler = TestPooler.withoutTransactions(database.url())) {
			String[] settings = settings(pooler, database);
			CommandRun.of("freeze", "a drill", settings[0], settings[1], settings[2])
				.fails(2, "allows no transactions", "set its pool_mode to session or transaction");
		}
	}

	private static String[] settings(TestPooler pooler, TestDatabase database) {
		return new String[] { "--spring.datasource.url=" + pooler.url(),
				"--spring.datasource.username=" + database.writer().user(),
				"--spring.datasource.password=" + database.writer().password() };
	}

	private static void migrate(EmbeddedDatabase database) {
		Flyway.configure()
			.dataSource(database.url(), database.owner().user(), database.owner().password())
			.schemas("registry")
			.createSchemas(false)
			.load()
			.migrate();
	}

	private static String user(Settings settings) throws SQLException {
		try (RegistryDatabase database = RegistryDatabase.open(settings, "test");
				Connection connection = database.connect();
				ResultSet row = connection.createStatement().executeQuery("SELECT current_user")) {
			row.next();
			return row.getString(1);
		}
	}

}
