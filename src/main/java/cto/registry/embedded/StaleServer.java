package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

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

	/** How long sessions and sockets may outlive a killed server. */
	private static final Duration LINGER = Duration.ofSeconds(3);

	private static final Duration LOOK_EVERY = Duration.ofMillis(20);

	private StaleServer() {
	}

	/**
	 * Stops the server on the cluster, if one runs, and waits for its end. Then takes a
	 * {@code postmaster.pid} away that would keep PostgreSQL from starting, if nothing
	 * else shows a server.
	 * @param port the port that it had last, or 0 if it is not known
	 * @throws StartupRefusedException if it does not stop, or if one may run that the
	 * file does not name
	 */
	static void clear(Path cluster, int port, Credentials superuser) throws IOException {
		stop(cluster, superuser);
		long deadline = System.nanoTime() + LINGER.toNanos();
		Optional<StartupRefusedException> sign = sign(cluster, port);
		while (sign.isPresent()) {
			if (System.nanoTime() > deadline) {
				throw sign.get();
			}
			LockSupport.parkNanos(LOOK_EVERY.toNanos());
			sign = sign(cluster, port);
		}
		if (PostmasterPid.read(cluster).filter(PostmasterPid::isInTheWay).isPresent()) {
			logger.warn("{} is damaged or names another process, and no PostgreSQL runs there; removing it",
					PostmasterPid.file(cluster));
			Files.delete(PostmasterPid.file(cluster));
		}
	}

	/** What shows that a server may run, although the file names none. */
	private static Optional<StartupRefusedException> sign(Path cluster, int port) throws IOException {
		Path file = PostmasterPid.file(cluster);
		List<Long> processes = ClusterProcesses.of(cluster).stream().map(ProcessHandle::pid).toList();
		if (!processes.isEmpty()) {
			String ids = processes.stream().map(String::valueOf).collect(Collectors.joining(" "));
			return Optional.of(new StartupRefusedException(
					"PostgreSQL (process " + ids + ") runs in " + cluster + ", and " + file + " does not name it.",
					"Stop it with 'kill " + ids + "', then start again."));
		}
		Optional<PostmasterPid> found = PostmasterPid.read(cluster).filter(PostmasterPid::isInTheWay);
		if (found.isPresent()) {
			int last = (found.get().port() != 0) ? found.get().port() : port;
			if (last != 0 && !Port.isFree(last)) {
				return Optional.of(new StartupRefusedException(
						String.format(Locale.ROOT,
								"%s is damaged or names another process, and something answers on port %d, where "
										+ "PostgreSQL ran last.",
								file, last),
						"If it is this PostgreSQL, stop it. If it is anything else, delete the file. Then start again."));
			}
		}
		return Optional.empty();
	}

	/**
	 * Stops the server that the file names, if it runs, and waits for its end.
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
						String.format(Locale.ROOT, "PostgreSQL (process %d) did not stop within %d seconds.",
								server.pid(), TIMEOUT.toSeconds()),
						String.format(Locale.ROOT, "Stop it with 'kill -INT %d', then start again.", server.pid()));
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
