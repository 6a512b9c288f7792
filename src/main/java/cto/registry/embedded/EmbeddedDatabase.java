package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalInt;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the service's own, whose data outlives it: durable (fsync,
 * synchronous_commit and checksums are on, and read back), closed (SCRAM passwords,
 * 127.0.0.1 only), and used by one service at a time.
 *
 * <p>
 * A start after any crash, of the service, of the server, of both or halfway through the
 * first start, comes to the same state. The cluster is made under another name and
 * renamed once it is complete, so that one called {@code postgres} is never half done; a
 * server that outlived its service is stopped first; the rest is PostgreSQL's own
 * recovery. A server that ends while its service lives is started again in the same way.
 */
public final class EmbeddedDatabase implements AutoCloseable {

	static final String NAME = "registry";

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private final DataDirectoryLock lock;

	private final ServerSupervisor supervisor;

	private final int port;

	private final Passwords passwords;

	private boolean closed;

	private EmbeddedDatabase(DataDirectoryLock lock, ServerSupervisor supervisor, int port, Passwords passwords) {
		this.lock = lock;
		this.supervisor = supervisor;
		this.port = port;
		this.passwords = passwords;
	}

	/**
	 * Starts the database of a data directory, and makes it where there is none. On
	 * return the database {@code registry} has its roles and its empty or migrated
	 * schema.
	 * @param dataDir the data directory; created with mode 0700 where it is missing
	 * @param port the loopback port, or 0 for the last one if it is free, else any
	 * @throws StartupRefusedException if it cannot start, with what to do about it
	 */
	public static EmbeddedDatabase start(Path dataDir, int port) {
		DataDirectory directory = DataDirectory.open(dataDir);
		EmbeddedDatabase database = startUnlessInUse(directory, port);
		if (database == null) {
			throw DataDirectoryLock.taken(directory);
		}
		return database;
	}

	/**
	 * The same, unless this process or another one has the database up already.
	 * @return the database, or null when the data directory is in use
	 */
	static @Nullable EmbeddedDatabase startUnlessInUse(Path dataDir, int port) {
		return startUnlessInUse(DataDirectory.open(dataDir), port);
	}

	private static @Nullable EmbeddedDatabase startUnlessInUse(DataDirectory directory, int port) {
		try {
			DataDirectoryLock lock = DataDirectoryLock.tryAcquire(directory);
			if (lock == null) {
				return null;
			}
			try {
				return start(directory, lock, port);
			}
			catch (IOException | RuntimeException ex) {
				lock.release();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw directory.refuse(ex);
		}
	}

	private static EmbeddedDatabase start(DataDirectory directory, DataDirectoryLock lock, int wantedPort)
			throws IOException {
		Passwords passwords = Passwords.of(directory);
		discardUnfinished(directory, passwords);
		OptionalInt last = PgServiceFile.port(directory.services());
		StaleServer.clear(directory.cluster(), last.orElse(0), passwords.superuser());
		BundledBinaries binaries = new BundledBinaries(directory.binaries());
		binaries.discardIncomplete();
		int port = Port.choose(wantedPort, last);
		if (!Files.exists(directory.cluster())) {
			initialise(directory, port, passwords);
		}
		Postmaster postmaster = run(directory, port, passwords);
		logger.info("PostgreSQL runs on 127.0.0.1:{} as process {}, its data in {}", port, postmaster.pid(),
				directory.cluster());
		ServerSupervisor supervisor = ServerSupervisor.over(postmaster, directory.logs(),
				() -> startAgain(directory, port, passwords));
		return new EmbeddedDatabase(lock, supervisor, port, passwords);
	}

	private static Postmaster run(DataDirectory directory, int port, Passwords passwords) throws IOException {
		Postmaster postmaster = Postmaster.start(directory, directory.cluster(), port, passwords.superuser());
		try {
			new BundledBinaries(directory.binaries()).markComplete();
			Roles.apply(port, passwords);
			ServerSettingsCheck.check(port, passwords);
			PgServiceFile.write(directory.services(), port, passwords);
			return postmaster;
		}
		catch (IOException | SQLException | RuntimeException ex) {
			postmaster.stop();
			throw refusal(ex);
		}
	}

	private static Postmaster startAgain(DataDirectory directory, int port, Passwords passwords) {
		try {
			// The library would make a new cluster, and the service write on in it.
			if (!Files.exists(directory.cluster().resolve("postgresql.conf"))) {
				throw new NoSuchFileException(directory.cluster() + " is gone or incomplete");
			}
			StaleServer.clear(directory.cluster(), port, passwords.superuser());
			return run(directory, Port.choose(port, OptionalInt.empty()), passwords);
		}
		catch (IOException ex) {
			throw directory.refuse(ex);
		}
	}

	private static void initialise(DataDirectory directory, int port, Passwords passwords) throws IOException {
		logger.info("Making a database in {}", directory.path());
		Path unfinished = directory.newUnfinishedCluster();
		Postmaster postmaster = Postmaster.start(directory, unfinished, port, passwords.superuser());
		try {
			Roles.apply(port, passwords);
		}
		catch (SQLException ex) {
			throw refusal(ex);
		}
		finally {
			postmaster.stop();
		}
		PrivateFiles.move(unfinished, directory.cluster());
	}

	private static void discardUnfinished(DataDirectory directory, Passwords passwords) throws IOException {
		for (Path unfinished : directory.unfinishedClusters()) {
			StaleServer.stop(unfinished, passwords.superuser());
			try {
				PrivateFiles.deleteTree(unfinished);
			}
			catch (IOException ex) {
				logger.debug("{} is still being written; the next start deletes it", unfinished, ex);
			}
		}
	}

	private static RuntimeException refusal(Exception ex) throws IOException {
		if (ex instanceof IOException failure) {
			throw failure;
		}
		if (ex instanceof RuntimeException failure) {
			return failure;
		}
		return new StartupRefusedException(
				String.format(Locale.ROOT, "The embedded PostgreSQL could not be set up: %s.", ex.getMessage()),
				"The passwords in database.properties have to be those of the data directory it lies in; "
						+ "PostgreSQL's own log is in postgres-log beside it.",
				ex);
	}

	/** The JDBC URL of the database {@code registry}, without user or password. */
	public String url() {
		return url(NAME);
	}

	/**
	 * The JDBC URL of another database of the same server.
	 * @param database its name
	 */
	public String url(String database) {
		return url(this.port, database);
	}

	static String url(int port, String database) {
		return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
	}

	/** {@code postgres}, for tests and emergencies: the service never works as it. */
	public Credentials superuser() {
		return this.passwords.superuser();
	}

	/** {@code registry_owner}: owns the schema and runs the migrations. */
	public Credentials owner() {
		return this.passwords.owner();
	}

	/** {@code registry_writer}: the service; may read and add. */
	public Credentials writer() {
		return this.passwords.writer();
	}

	/** {@code registry_reader}: may read. */
	public Credentials reader() {
		return this.passwords.reader();
	}

	/** The server's process id. */
	long pid() {
		return this.supervisor.pid();
	}

	/** Stops the server cleanly and lets go of the data directory. */
	@Override
	public synchronized void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		try {
			this.supervisor.close();
			this.lock.release();
			logger.info("PostgreSQL stopped");
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
