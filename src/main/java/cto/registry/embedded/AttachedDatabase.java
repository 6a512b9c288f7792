package cto.registry.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.FileOwnership;
import org.jspecify.annotations.Nullable;

/**
 * The embedded database of a data directory for a while: that of the service which runs
 * there, or else one started here and stopped at the end. Nothing is ever made.
 */
public final class AttachedDatabase implements AutoCloseable {

	private final String url;

	private final Credentials writer;

	private final @Nullable EmbeddedDatabase own;

	private final @Nullable Thread hook;

	private AttachedDatabase(String url, Credentials writer, @Nullable EmbeddedDatabase own) {
		this.url = url;
		this.writer = writer;
		this.own = own;
		this.hook = (own != null) ? new Thread(own::close, "postgres-stop") : null;
		if (this.hook != null) {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
	}

	/**
	 * Finds the database, or starts it.
	 * @param dataDir the data directory of a service
	 * @param port the loopback port for a start, or 0 for the last one if it is free,
	 * else any
	 * @return the database, which answers
	 * @throws StartupRefusedException when the directory holds none, or it does not start
	 */
	public static AttachedDatabase open(Path dataDir, int port) {
		if (!Files.isDirectory(dataDir.resolve("postgres"))) {
			throw new StartupRefusedException(
					String.format(Locale.ROOT, "There is no database in the data directory %s.",
							dataDir.toAbsolutePath().normalize()),
					"Set registry.data-dir (REGISTRY_DATA_DIR) to the data directory of a service, or "
							+ "spring.datasource.url (SPRING_DATASOURCE_URL) to its database; or start the service "
							+ "there once.");
		}
		// Started by root, the programs that another user has there would be root's.
		EmbeddedDatabase own = isOwn(dataDir) ? EmbeddedDatabase.startUnlessInUse(dataDir, port) : null;
		return (own != null) ? new AttachedDatabase(own.url(), own.writer(), own) : ofService(dataDir);
	}

	private static boolean isOwn(Path dataDir) {
		try {
			return FileOwnership.isOwn(dataDir);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static AttachedDatabase ofService(Path dataDir) {
		DataDirectory directory = DataDirectory.openToRead(dataDir);
		try {
			int port = PgServiceFile.port(directory.services())
				.orElseThrow(() -> new StartupRefusedException(String.format(Locale.ROOT,
						"The service that uses the data directory %s has not started its database yet.",
						directory.path()), "Try again once it is up."));
			return new AttachedDatabase(EmbeddedDatabase.url(port, EmbeddedDatabase.NAME),
					Passwords.of(directory).writer(), null);
		}
		catch (IOException ex) {
			throw directory.refuse(ex);
		}
	}

	/**
	 * Returns the JDBC URL.
	 * @return without user or password
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Returns who to connect as.
	 * @return {@code registry_writer}: may read and add
	 */
	public Credentials writer() {
		return this.writer;
	}

	/** Stops the database, if it was started here. */
	@Override
	public void close() {
		if (this.own != null) {
			this.own.close();
		}
		if (this.hook != null) {
			try {
				Runtime.getRuntime().removeShutdownHook(this.hook);
			}
			catch (IllegalStateException ex) {
				// The process is ending: the hook does the same.
			}
		}
	}

}
