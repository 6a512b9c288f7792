package cto.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import cto.registry.embedded.Credentials;
import cto.registry.embedded.EmbeddedDatabase;
import org.postgresql.PGConnection;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.util.FileSystemUtils;

/**
 * One real PostgreSQL for all tests of a run: a container where Docker answers, else the
 * embedded one. {@code -Dtest.postgres=docker} or {@code embedded} decides it by hand.
 */
final class PostgresServer {

	private static final String IMAGE = "postgres:18";

	private final String url;

	private final Credentials superuser;

	private final Credentials owner;

	private final Credentials writer;

	private final Credentials reader;

	private PostgresServer(String url, Credentials superuser, Credentials owner, Credentials writer,
			Credentials reader) {
		this.url = url;
		this.superuser = superuser;
		this.owner = owner;
		this.writer = writer;
		this.reader = reader;
	}

	static PostgresServer shared() {
		return Shared.SERVER;
	}

	Credentials superuser() {
		return this.superuser;
	}

	Credentials owner() {
		return this.owner;
	}

	Credentials writer() {
		return this.writer;
	}

	Credentials reader() {
		return this.reader;
	}

	String url(String database) {
		return this.url.formatted(database);
	}

	private static PostgresServer start() {
		String chosen = System.getProperty("test.postgres",
				DockerClientFactory.instance().isDockerAvailable() ? "docker" : "embedded");
		System.out.println("Tests use PostgreSQL: " + chosen);
		return chosen.equals("docker") ? inDocker() : embedded();
	}

	private static PostgresServer embedded() {
		try {
			Path directory = Files.createTempDirectory("registry-tests");
			EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				database.close();
				FileSystemUtils.deleteRecursively(directory.toFile());
			}));
			return new PostgresServer(database.url("%s"), database.superuser(), database.owner(), database.writer(),
					database.reader());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("resource") // stopped with the test run, by Testcontainers itself
	private static PostgresServer inDocker() {
		PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withUsername("postgres")
			.withPassword("test")
			.withCommand("postgres", "-c", "max_connections=300");
		container.start();
		String url = "jdbc:postgresql://%s:%d/".formatted(container.getHost(), container.getMappedPort(5432)) + "%s";
		Credentials superuser = new Credentials("postgres", "test");
		return new PostgresServer(url, superuser, role(url, superuser, "registry_owner"),
				role(url, superuser, "registry_writer"), role(url, superuser, "registry_reader"));
	}

	private static Credentials role(String url, Credentials superuser, String name) {
		try (Connection connection = DriverManager.getConnection(url.formatted("postgres"), superuser.user(),
				superuser.password()); Statement statement = connection.createStatement()) {
			statement.execute("CREATE ROLE " + name + " LOGIN");
			connection.unwrap(PGConnection.class).alterUserPassword(name, "test".toCharArray(), "scram-sha-256");
			return new Credentials(name, "test");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Shared {

		private static final PostgresServer SERVER = start();

	}

}
