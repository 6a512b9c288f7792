package cto.registry.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cto.registry.problem.StartupRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an embedded database keeps when the service, the server or both are killed. All
 * tests but the last go on with one data directory, that holds one row more each.
 */
class CrashTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static Path data;

	private static final Pattern STARTED = Pattern.compile("^started ([0-9]+)$", Pattern.MULTILINE);

	private static final List<Process> services = new ArrayList<>();

	private static int rows;

	@BeforeAll
	static void make(@TempDir Path directory) throws SQLException {
		data = directory.resolve("data");
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			execute(database, "CREATE TABLE kept (i int)");
		}
	}

	@AfterEach
	void endServices() {
		services.forEach(Process::destroyForcibly);
	}

	@Test
	void keepsItsDataAndItsPortWhenStopped() throws SQLException {
		String url;
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			url = database.url();
			addARow(database);
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			assertThat(database.url()).isEqualTo(url);
			assertThatNothingIsLost(database);
		}
	}

	@Test
	void recoversWhenTheServerIsKilled() throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			addARow(database);
			kill(database.pid());
		}
		assertThatTheNextStartWorks();
	}

	@Test
	void namesTheProcessThatHasTheDirectoryAndTakesOverWhenItIsKilled(@TempDir Path directory) throws Exception {
		Process service = launch(data, directory);
		long server = pidOfServer(service, directory);
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
			.withMessage("The data directory %s is in use by another request registry: process %d.", data.toRealPath(),
					service.pid());
		service.destroyForcibly().waitFor();
		assertThat(ProcessHandle.of(server)).isPresent();
		assertThatTheNextStartWorks();
		assertThat(ProcessHandle.of(server).flatMap((process) -> process.info().command())).isEmpty();
	}

	@Test
	void recoversWhenBothAreKilled(@TempDir Path directory) throws Exception {
		Process service = launch(data, directory);
		long server = pidOfServer(service, directory);
		service.destroyForcibly().waitFor();
		kill(server);
		assertThat(data.resolve("postgres/postmaster.pid")).exists();
		assertThatTheNextStartWorks();
	}

	@Test
	void startsWhenTheServersProcessIdIsNowAnothers() throws Exception {
		long pid;
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			pid = database.pid();
			kill(pid);
		}
		Path file = data.resolve("postgres/postmaster.pid");
		String stale = Files.readString(file);
		Files.writeString(file, stale.replaceFirst("^" + pid, Long.toString(ProcessHandle.current().pid())));
		assertThatTheNextStartWorks();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\0\0\0\0\0\0\0\0", "1\n", "\u00ff\u00fe\n" })
	void startsBesideADamagedPidFile(String damaged) throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			kill(database.pid());
		}
		Files.writeString(pidFile(), damaged, StandardCharsets.ISO_8859_1);
		assertThatTheNextStartWorks();
	}

	@Test
	void startsBesideAPidFileThatItMayNotRead() throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			kill(database.pid());
		}
		Files.delete(pidFile());
		Files.createSymbolicLink(pidFile(), pidFile());
		assertThatTheNextStartWorks();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1\n" })
	void refusesBesideAServerThatTheDamagedPidFileDoesNotName(String damaged, @TempDir Path directory)
			throws Exception {
		Process service = launch(data, directory);
		long server = pidOfServer(service, directory);
		service.destroyForcibly().waitFor();
		String intact = Files.readString(pidFile());
		Files.writeString(pidFile(), damaged);
		assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
			.withMessageStartingWith("PostgreSQL (process " + server)
			.withMessageEndingWith(") runs in %s, and %s does not name it.", pidFile().getParent(), pidFile());
		assertThat(Files.readString(pidFile())).isEqualTo(damaged);
		Files.writeString(pidFile(), intact);
		assertThatTheNextStartWorks();
	}

	@Test
	void refusesBesideADamagedPidFileWhileSomethingAnswersOnItsPort() throws Exception {
		int port;
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			port = PgServiceFile.port(data.resolve("pg_service.conf")).orElseThrow();
			kill(database.pid());
		}
		Files.writeString(pidFile(), "");
		try (ServerSocket other = new ServerSocket()) {
			await(() -> binds(other, port));
			assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(() -> EmbeddedDatabase.start(data, 0))
				.withMessage("%s is damaged or names another process, and something answers on port %d, "
						+ "where PostgreSQL ran last.", pidFile(), port);
		}
		assertThatTheNextStartWorks();
	}

	@Test
	void startsAnewWhenTheFirstStartIsKilled(@TempDir Path directory) throws Exception {
		Path fresh = directory.resolve("data");
		for (String halfway : List.of("postgres-binaries/PG-*/bin/*", "postgres-unfinished-*/global/*")) {
			Process service = launch(fresh, directory);
			await(() -> appears(fresh, halfway));
			service.destroyForcibly().waitFor();
			assertThat(fresh.resolve("postgres")).doesNotExist();
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.start(fresh, 0)) {
			execute(database, "CREATE TABLE kept (i int)");
			assertThat(count(database)).isZero();
		}
		assertThat(fresh.resolve("postgres")).exists();
	}

	/** As systemd does it by default: to each process of the service at once. */
	@Test
	void doesNotWonderAtAServerThatEndsByTheSignalThatEndsTheServiceToo(@TempDir Path directory) throws Exception {
		Process service = launch(data, directory);
		ProcessHandle server = ProcessHandle.of(pidOfServer(service, directory)).orElseThrow();
		List<ProcessHandle> all = ClusterProcesses.of(data.resolve("postgres"));
		assertThat(all).contains(server).hasSizeGreaterThan(5);
		all.forEach(ProcessHandle::destroy);
		service.destroy();
		await(() -> !server.isAlive() || server.info().command().isEmpty());
		// as long as it takes to see that, and to say so
		Thread.sleep(2500);
		service.getOutputStream().close();
		assertThat(service.waitFor()).isEqualTo(143);
		assertThat(Files.readString(directory.resolve("output"))).contains("stopped").doesNotContain("unexpectedly");
		assertThatTheNextStartWorks();
	}

	private static Path pidFile() throws IOException {
		return data.toRealPath().resolve("postgres/postmaster.pid");
	}

	private static boolean binds(ServerSocket socket, int port) throws IOException {
		try {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (BindException ex) {
			return false;
		}
	}

	private static void assertThatTheNextStartWorks() throws SQLException {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(data, 0)) {
			assertThatNothingIsLost(database);
			addARow(database);
		}
	}

	private static void assertThatNothingIsLost(EmbeddedDatabase database) throws SQLException {
		assertThat(count(database)).isEqualTo(rows);
	}

	private static void addARow(EmbeddedDatabase database) throws SQLException {
		execute(database, "INSERT INTO kept VALUES (1)");
		rows++;
	}

	private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int count(EmbeddedDatabase database) throws SQLException {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet count = statement.executeQuery("SELECT count(*) FROM kept")) {
			count.next();
			return count.getInt(1);
		}
	}

	private static Connection connect(EmbeddedDatabase database) throws SQLException {
		return DriverManager.getConnection(database.url(), database.owner().user(), database.owner().password());
	}

	private static Process launch(Path data, Path directory) throws IOException {
		Process service = EmbeddedDatabaseProcess.launch(data, directory.resolve("output"));
		services.add(service);
		return service;
	}

	private static long pidOfServer(Process service, Path directory) throws Exception {
		Path output = directory.resolve("output");
		await(() -> !service.isAlive() || STARTED.matcher(Files.readString(output)).find());
		Matcher started = STARTED.matcher(Files.readString(output));
		assertThat(started.find()).as(Files.readString(output)).isTrue();
		return Long.parseLong(started.group(1));
	}

	private static void kill(long pid) throws Exception {
		ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
		process.destroyForcibly();
		// A zombie has no command any more.
		await(() -> !process.isAlive() || process.info().command().isEmpty());
	}

	private static boolean appears(Path directory, String glob) throws IOException {
		if (!Files.exists(directory)) {
			return false;
		}
		try (Stream<Path> paths = Files.walk(directory)) {
			return paths.map(directory::relativize)
				.anyMatch((path) -> path.getFileSystem().getPathMatcher("glob:" + glob).matches(path));
		}
		catch (java.io.UncheckedIOException ex) {
			// a file went away under the walk
			return false;
		}
	}

	private static void await(Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!condition.call()) {
			assertThat(System.nanoTime()).as("waited for %s", TIMEOUT).isLessThan(deadline);
			Thread.sleep(20);
		}
	}

}
