package cto.registry.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a server that is killed while its service lives.
 */
class ServerSupervisorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Of the database that other tests of this run share, where Docker does not answer.
	 */
	private final List<Thread> watchesOfOthers = watches().toList();

	/**
	 * Made once: each test ends in order, or with a server that the next one recovers.
	 */
	@TempDir
	private static Path directory = Path.of(".");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Path data = directory.resolve("data");

	private final EmbeddedDatabase database = EmbeddedDatabase.start(this.data, 0);

	ServerSupervisorTests() throws SQLException {
		execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS i");
	}

	@BeforeEach
	void listen() {
		this.log.start();
		// a service that was started before in this process may have made it quieter
		logger().setLevel(Level.INFO);
		logger().addAppender(this.log);
	}

	@AfterEach
	void stop() {
		logger().detachAppender(this.log);
		logger().setLevel(null);
		this.database.close();
	}

	@Test
	void startsItAgainWithItsDataOnItsPort() throws Exception {
		String url = this.database.url();
		long first = this.database.pid();
		kill();
		await(this::answers);
		assertThat(this.database.url()).isEqualTo(url);
		await(() -> this.database.pid() != first);
		await(() -> messages(Level.INFO).equals(List.of("PostgreSQL runs again, as process " + this.database.pid())));
		assertThat(messages(Level.ERROR))
			.containsExactly("PostgreSQL (process %d) ended unexpectedly, and is started again; its log is in %s"
				.formatted(first, this.data.toRealPath().resolve("postgres-log")));
		assertThat(messages(Level.WARN)).isEmpty();
		this.database.close();
		assertThatNoServerIsLeft();
		assertThat(this.data.resolve("postgres/postmaster.pid")).doesNotExist();
	}

	@Test
	void startsItAgainAsOftenAsItIsKilled() throws Exception {
		for (int times = 1; times <= 2; times++) {
			kill();
			int runs = times;
			await(() -> messages(Level.INFO).size() == runs);
			assertThat(answers()).isTrue();
		}
		assertThat(messages(Level.ERROR)).hasSize(2);
	}

	@Test
	void triesUntilItsPortIsFree() throws Exception {
		try (ServerSocket other = takeItsPort()) {
			await(() -> messages(Level.WARN).size() == 2);
			assertThat(messages(Level.WARN)).containsExactly(refusedFor(other.getLocalPort(), 2),
					refusedFor(other.getLocalPort(), 5));
		}
		await(this::answers);
	}

	@Test
	void triesUntilTheLastSessionHasLeft() throws Exception {
		try (Connection connection = connect()) {
			long session = connection.unwrap(PGConnection.class).getBackendPID();
			signal("STOP", session);
			kill();
			await(() -> messages(Level.WARN).size() == 1);
			assertThat(messages(Level.WARN)).first()
				.asString()
				.contains("PostgreSQL (process ", session + ") runs in ");
			signal("CONT", session);
		}
		await(this::answers);
	}

	@Test
	void leavesNoServerWhenClosedRightAfterTheKill() throws Exception {
		kill();
		this.database.close();
		assertThatNoServerIsLeft();
		assertThat(messages(Level.INFO)).isEmpty();
	}

	@Test
	void leavesNoServerWhenClosedWhileItStarts() throws Exception {
		kill();
		await(() -> attempts().findAny().isPresent());
		this.database.close();
		assertThatNoServerIsLeft();
	}

	@Test
	void leavesNoServerWhenClosedBetweenAttempts() throws Exception {
		try (ServerSocket other = takeItsPort()) {
			await(() -> messages(Level.WARN).size() == 1);
			this.database.close();
			assertThat(other.isBound()).isTrue();
		}
		assertThatNoServerIsLeft();
		assertThat(messages(Level.INFO)).isEmpty();
	}

	private static String refusedFor(int port, int seconds) {
		return "PostgreSQL could not be started again, the next attempt is in %d s: Port %d, wanted for the embedded database, is in use."
			.formatted(seconds, port);
	}

	private void assertThatNoServerIsLeft() throws Exception {
		await(() -> ProcessHandle.allProcesses().noneMatch(this::isOfTheServer));
		// Nor does one come back.
		Thread.sleep(2500);
		assertThat(ProcessHandle.allProcesses().filter(this::isOfTheServer)).isEmpty();
		await(() -> this.watchesOfOthers.containsAll(watches().toList()));
	}

	/**
	 * By its binaries, which lie in the data directory: its sessions hide their
	 * arguments.
	 */
	private boolean isOfTheServer(ProcessHandle process) {
		return process.info().command().filter((command) -> command.startsWith(this.data.toString())).isPresent();
	}

	private static Stream<Thread> attempts() {
		return threads("postgres-start");
	}

	private static Stream<Thread> watches() {
		return threads("postgres-watch");
	}

	private static Stream<Thread> threads(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name));
	}

	private ServerSocket takeItsPort() throws Exception {
		int port = URI.create(this.database.url().substring("jdbc:".length())).getPort();
		kill();
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		ServerSocket other = new ServerSocket();
		// A killed process loses its memory, and so its name, before its sockets.
		await(() -> binds(other, address));
		return other;
	}

	private static boolean binds(ServerSocket socket, InetSocketAddress address) throws IOException {
		try {
			socket.bind(address);
			return true;
		}
		catch (BindException ex) {
			return false;
		}
	}

	private void kill() throws Exception {
		ProcessHandle process = ProcessHandle.of(this.database.pid()).orElseThrow();
		process.destroyForcibly();
		// A zombie has no command any more.
		await(() -> !process.isAlive() || process.info().command().isEmpty());
	}

	private static void signal(String name, long process) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor()).isZero();
	}

	private boolean answers() {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet kept = statement.executeQuery("SELECT i FROM kept")) {
			return kept.next() && kept.getInt(1) == 42;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Connection connect() throws SQLException {
		Credentials owner = this.database.owner();
		return DriverManager.getConnection(this.database.url(), owner.user(), owner.password());
	}

	private List<String> messages(Level level) {
		return List.copyOf(this.log.list)
			.stream()
			.filter((event) -> event.getLevel().equals(level))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(ServerSupervisor.class);
	}

	private static void await(Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!condition.call()) {
			assertThat(System.nanoTime()).as("waited for %s", TIMEOUT).isLessThan(deadline);
			Thread.sleep(20);
		}
	}

}
