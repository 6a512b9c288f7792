package cto.registry.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.PrivateFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL server on a cluster, started by the library with settings that the
 * library, being made for tests, does not have: durable, closed, and within the data
 * directory.
 */
final class Postmaster {

	private static final Logger logger = LoggerFactory.getLogger(Postmaster.class);

	/**
	 * Replay after a crash is bounded by max_wal_size: seconds, on a slow disk a minute.
	 */
	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	/**
	 * Sessions of a killed server need a moment to see it, and hold its shared memory
	 * until then; and a start that a killed service had begun may just be under way.
	 */
	private static final Pattern STILL_ENDING = Pattern
		.compile("pre-existing shared memory block|lock file \"postmaster.pid\" already exists");

	private static final int ATTEMPTS = 10;

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final String PARENT_PROPERTY = "ot.epg.working-dir";

	private final EmbeddedPostgres postgres;

	private final PostmasterPid server;

	private Postmaster(EmbeddedPostgres postgres, PostmasterPid server) {
		this.postgres = postgres;
		this.server = server;
	}

	/**
	 * Starts the server, and makes the cluster where there is none.
	 * @throws StartupRefusedException if it does not start, with the last lines of its
	 * log
	 */
	static Postmaster start(DataDirectory directory, Path cluster, int port, Credentials superuser) throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				return startOnce(directory, cluster, port, superuser);
			}
			catch (StartupRefusedException ex) {
				if (attempt == ATTEMPTS || !STILL_ENDING.matcher(ex.getMessage()).find()) {
					throw ex;
				}
				LockSupport.parkNanos(PAUSE.toNanos());
				StaleServer.stop(cluster, superuser);
			}
		}
	}

	private static Postmaster startOnce(DataDirectory directory, Path cluster, int port, Credentials superuser)
			throws IOException {
		PostgresLog log = PostgresLog.begin(directory.logs());
		Path passwordFile = directory.path().resolve("postgres-password");
		try {
			PrivateFiles.write(passwordFile, superuser.password() + "\n");
			EmbeddedPostgres.Builder builder = builder(directory)
				.setOutputRedirector(Redirect.appendTo(log.start().toFile()))
				.setDataDirectory(cluster)
				.setPort(port)
				.setConnectConfig("password", superuser.password())
				// An interrupt does not end a wait for whatever else has the port.
				.setConnectConfig("loginTimeout", "10")
				.setLocaleConfig("pwfile", passwordFile.toString());
			EmbeddedPostgres postgres = launch(builder, log);
			PostmasterPid server = PostmasterPid.read(cluster)
				.filter((found) -> found.process().isPresent())
				.orElse(null);
			if (server == null) {
				StartupRefusedException refusal = didNotStart(log, null);
				postgres.close();
				throw refusal;
			}
			return new Postmaster(postgres, server);
		}
		finally {
			Files.deleteIfExists(passwordFile);
		}
	}

	/** The server's process id. */
	long pid() {
		return this.server.pid();
	}

	/**
	 * Whether the server lives. A process that has run out of file descriptors sees none
	 * alive, itself neither, and then knows nothing of this one's end.
	 */
	boolean isRunning() {
		return this.server.process().isPresent() || !ProcessHandle.current().isAlive();
	}

	/**
	 * Stops the server: sessions are cut, a checkpoint is written. The library waits five
	 * seconds for that and then leaves the server to it; here it is waited for.
	 */
	void stop() throws IOException {
		this.postgres.close();
		StaleServer.awaitEnd(this.server);
	}

	private static EmbeddedPostgres.Builder builder(DataDirectory directory) {
		return newBuilder(directory.binaries().resolve("none")).setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setOverrideWorkingDirectory(directory.binaries().toFile())
			.setPgBinaryResolver(new BundledBinaries(directory.binaries()))
			// Longer than ours, so that it is always we who give up.
			.setPGStartupWait(TIMEOUT.multipliedBy(2))
			// initdb: after its own "-A trust", this comes last and counts.
			.setLocaleConfig("auth", "scram-sha-256")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setLocaleConfig("locale", "C")
			// It starts PostgreSQL with fsync and synchronous_commit off unless told
			// otherwise.
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("unix_socket_directories", "")
			.setServerConfig("max_connections", "100")
			.setServerConfig("logging_collector", "on")
			// the detail of a refusal quotes the row, and with it a packet
			.setServerConfig("log_error_verbosity", "terse")
			.setServerConfig("log_directory", "../" + directory.logs().getFileName())
			.setServerConfig("log_filename", "%a.log")
			.setServerConfig("log_file_mode", "0600")
			.setServerConfig("log_truncate_on_rotation", "on")
			.setServerConfig("log_rotation_age", "1d")
			.setServerConfig("log_rotation_size", "0");
	}

	/**
	 * The library deletes old directories beside what this property names, by default
	 * under the world-writable /tmp, so it is shown an empty one.
	 */
	private static synchronized EmbeddedPostgres.Builder newBuilder(Path empty) {
		String before = System.getProperty(PARENT_PROPERTY);
		System.setProperty(PARENT_PROPERTY, empty.toString());
		try {
			return EmbeddedPostgres.builder();
		}
		finally {
			if (before == null) {
				System.clearProperty(PARENT_PROPERTY);
			}
			else {
				System.setProperty(PARENT_PROPERTY, before);
			}
		}
	}

	/**
	 * Runs the library aside, because it waits its whole time for a server that has long
	 * given up. An interrupt ends that wait as if the server were up.
	 */
	private static EmbeddedPostgres launch(EmbeddedPostgres.Builder builder, PostgresLog log) throws IOException {
		FutureTask<EmbeddedPostgres> start = new FutureTask<>(builder::start);
		Thread thread = new Thread(start, "postgres-start");
		thread.setDaemon(true);
		thread.start();
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (true) {
			try {
				return start.get(100, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				if (System.nanoTime() > deadline || log.startContains("could not start server")) {
					logger.debug("PostgreSQL did not start", ex);
					thread.interrupt();
				}
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof StartupRefusedException refused) {
					throw refused;
				}
				throw didNotStart(log, ex.getCause());
			}
			catch (InterruptedException ex) {
				thread.interrupt();
				Thread.currentThread().interrupt();
				throw new IOException("interrupted while PostgreSQL started", ex);
			}
		}
	}

	private static StartupRefusedException didNotStart(PostgresLog log, @Nullable Throwable cause) throws IOException {
		String remedy = log.startContains("cannot be run as root")
				? "PostgreSQL refuses to run as root: start the service as another user, to whom the data directory belongs."
				: String.format(Locale.ROOT, "The whole log is in %s.", log.directory());
		return new StartupRefusedException(
				String.format(Locale.ROOT, "The embedded PostgreSQL did not start. It says:%n%n%s", log.lastLines()),
				remedy, (cause != null) ? cause : new IOException("no server process"));
	}

}
