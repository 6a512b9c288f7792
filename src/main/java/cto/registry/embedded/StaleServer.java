package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import cto.registry.problem.StartupRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived its service, because the service was killed. It cannot be
 * adopted, since its settings may be those of an older build, and so is stopped. To be
 * used under the lock of the data directory only.
 */
final class StaleServer {

	private static final Logger logger = LoggerFactory.getLogger(StaleServer.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** An init process collects the dead within seconds. */
	private static final Duration BURIAL = Duration.ofSeconds(10);

	private static final Duration LOOK_EVERY = Duration.ofMillis(20);

	private StaleServer() {
	}

	/**
	 * Stops the server on the cluster, if one runs, and waits for its end.
	 * @throws StartupRefusedException if it does not stop
	 */
	static void stop(Path cluster, Credentials superuser) throws IOException {
		Optional<PostmasterPid> found = PostmasterPid.read(cluster);
		if (found.isEmpty()) {
			return;
		}
		PostmasterPid server = found.get();
		long deadline = System.nanoTime() + BURIAL.toNanos();
		while (server.isEnding() && System.nanoTime() < deadline) {
			LockSupport.parkNanos(LOOK_EVERY.toNanos());
		}
		if (server.isReused()) {
			// PostgreSQL would take the stranger for a server and refuse to start.
			Files.delete(PostmasterPid.file(cluster));
			return;
		}
		Optional<ProcessHandle> process = server.process();
		if (process.isPresent()) {
			logger.warn("PostgreSQL (process {}) still runs from a service that was killed; stopping it", server.pid());
			disconnectEverybody(server.port(), superuser);
			process.get().destroy();
			awaitEnd(server);
		}
	}

	/**
	 * Waits for the end of a server that was told to stop.
	 * @throws StartupRefusedException if it does not stop in time
	 */
	static void awaitEnd(PostmasterPid server) throws IOException {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		// Not by its life alone: a zombie lives until whoever inherited it looks.
		while (!server.isGone() && server.process().isPresent()) {
			if (System.nanoTime() > deadline) {
				throw new StartupRefusedException(
						"PostgreSQL (process %d) did not stop within %d seconds.".formatted(server.pid(),
								TIMEOUT.toSeconds()),
						"Stop it with 'kill -INT %d', then start again.".formatted(server.pid()));
			}
			LockSupport.parkNanos(LOOK_EVERY.toNanos());
		}
	}

	/**
	 * The signal that Java sends lets sessions finish, and a forgotten psql never does.
	 */
	private static void disconnectEverybody(int port, Credentials superuser) {
		try (Connection connection = Connections.open(port, "postgres", superuser);
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
					+ "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
		}
		catch (SQLException ex) {
			logger.debug("Sessions of the orphaned PostgreSQL could not be ended", ex);
		}
	}

}
