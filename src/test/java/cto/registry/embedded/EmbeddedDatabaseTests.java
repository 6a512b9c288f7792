package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import cto.registry.problem.StartupRefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds of an embedded database while it runs.
 */
class EmbeddedDatabaseTests {

	private static Path data;

	private static EmbeddedDatabase database;

	@BeforeAll
	static void start(@TempDir Path directory) {
		data = directory.resolve("data");
		database = EmbeddedDatabase.start(data, 0);
	}

	@AfterAll
	static void stop() {
		database.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgres", "registry_owner", "registry_writer", "registry_reader" })
	void refusesAWrongPassword(String user) {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager.getConnection(database.url(), user, "wrong"))
			.satisfies((refusal) -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
	}

	@Test
	void letsNobodyInOnTrust() throws IOException {
		try (Stream<String> lines = Files.lines(data.resolve("postgres/pg_hba.conf"))) {
			assertThat(lines.filter((line) -> !line.startsWith("#") && !line.isBlank())).isNotEmpty()
				.allMatch((line) -> line.endsWith("scram-sha-256"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "fsync, on", "synchronous_commit, on", "full_page_writes, on", "data_checksums, on",
			"listen_addresses, 127.0.0.1", "server_encoding, UTF8" })
	void runsWith(String setting, String value) throws SQLException {
		assertThat(query(database.writer(), "SHOW " + setting)).containsExactly(value);
	}

	@Test
	void opensNoSocketFile() throws SQLException {
		assertThat(query(database.superuser(), "SHOW unix_socket_directories")).containsExactly("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "registry_owner", "registry_writer", "registry_reader" })
	void givesARoleLoginAndNothingElse(String role) throws SQLException {
		assertThat(query(database.superuser(), """
				SELECT concat_ws(' ', rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
				  (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid))
				FROM pg_roles WHERE rolname = '%s'""".formatted(role))).containsExactly("t f f f f f 0");
	}

	@Test
	void keepsEachPasswordAsAScramVerifier() throws SQLException {
		assertThat(query(database.superuser(), "SELECT rolpassword FROM pg_authid WHERE rolcanlogin")).hasSize(4)
			.allMatch((verifier) -> verifier.startsWith("SCRAM-SHA-256$"));
	}

	@Test
	void givesTheSchemaToTheOwner() throws SQLException {
		assertThat(query(database.superuser(), "SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'registry'"))
			.containsExactly("registry_owner");
		execute(database.owner(), "CREATE TABLE owned (i int)", "DROP TABLE owned");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE mine (i int)", "CREATE TABLE public.mine (i int)",
			"CREATE TEMPORARY TABLE mine (i int)", "CREATE SCHEMA mine", "CREATE DATABASE mine", "CREATE ROLE mine",
			"SET ROLE registry_owner", "SET ROLE postgres", "ALTER SCHEMA registry OWNER TO registry_writer",
			"ALTER SYSTEM SET fsync = off", "SET session_replication_role = replica",
			"COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('postgresql.conf')" })
	void refusesTheWriter(String statement) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(database.writer(), statement))
			.satisfies((refusal) -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
	}

	@Test
	void startsAReadersSessionsReadOnly() throws SQLException {
		assertThat(query(database.reader(), "SHOW transaction_read_only")).containsExactly("on");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgres", "template1" })
	void connectsTheWriterToNoOtherDatabase(String other) {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager
				.getConnection(database.url(other), database.writer().user(), database.writer().password())
				.close())
			.satisfies((refusal) -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
	}

	@Test
	void appliesTheRolesAgainWithoutChange() throws SQLException, IOException {
		String roles = Files.readString(Path.of("db/roles.sql"));
		execute(database.superuser(), "ALTER ROLE registry_writer CREATEDB BYPASSRLS",
				"GRANT registry_owner TO registry_writer", "GRANT CREATE ON SCHEMA registry TO registry_writer", roles,
				roles);
		givesARoleLoginAndNothingElse("registry_writer");
		refusesTheWriter("CREATE TABLE mine (i int)");
		givesTheSchemaToTheOwner();
	}

	@Test
	void refusesASecondStartInTheSameProcess() {
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
			.withMessageContaining(
					"is in use by another request registry: this process (" + ProcessHandle.current().pid() + ")");
	}

	@ParameterizedTest
	@CsvSource({ "'', rwx------", "database.properties, rw-------", "pg_service.conf, rw-------", "lock, rw-------",
			"lock.pid, rw-------", "postgres, rwx------", "postgres-binaries, rwx------", "postgres-log, rwx------",
			"postgres-log/start.log, rw-------" })
	void closesToOthers(String file, String mode) throws IOException {
		assertThat(java.nio.file.attribute.PosixFilePermissions
			.toString(Files.getPosixFilePermissions(data.resolve(file)))).isEqualTo(mode);
	}

	@Test
	void leavesNoPasswordFileForTheStart() {
		assertThat(data.resolve("postgres-password")).doesNotExist();
	}

	@Test
	void writesNoPasswordToItsLog() throws IOException {
		try (Stream<Path> logs = Files.list(data.resolve("postgres-log"))) {
			assertThat(logs).isNotEmpty()
				.allSatisfy((log) -> assertThat(Files.readString(log)).doesNotContain(database.superuser().password(),
						database.owner().password(), database.writer().password()));
		}
	}

	@Test
	void namesAServiceForEachRole() throws IOException {
		String services = Files.readString(data.resolve("pg_service.conf"));
		assertThat(services).contains("[registry_reader]", "user=registry_reader",
				"password=" + database.reader().password(), "[postgres]", "dbname=registry");
		assertThat(database.url())
			.endsWith(":" + PgServiceFile.port(data.resolve("pg_service.conf")).orElse(0) + "/registry");
	}

	@Test
	void hidesAPasswordWhenPrinted() {
		assertThat(database.writer()).hasToString("Credentials[user=registry_writer]");
	}

	private static List<String> query(Credentials role, String query) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.url(), role.user(), role.password());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

	private static void execute(Credentials role, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.url(), role.user(), role.password());
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
