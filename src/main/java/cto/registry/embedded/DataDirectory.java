package cto.registry.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.FileOwnership;
import cto.registry.startup.PrivateFiles;

/**
 * The data directory ({@code registry.data-dir}) and what lies where in it.
 *
 * @param path its real path
 */
record DataDirectory(Path path) {

	private static final String REMEDY = "Set registry.data-dir (REGISTRY_DATA_DIR) to a directory that the service may create or write.";

	private static final String UNFINISHED = "postgres-unfinished-";

	/** What a shell would expand: pg_ctl starts PostgreSQL through one. */
	private static final String UNSAFE = "\"$`\\\n\r";

	/**
	 * Creates the directory where it is missing, for its owner only.
	 * @throws StartupRefusedException if it is not a directory, cannot be written, or
	 * another user can have put something there
	 */
	static DataDirectory open(Path dataDir) {
		DataDirectory directory = find(dataDir);
		try {
			FileOwnership.requireOwn(directory.path());
		}
		catch (IOException ex) {
			throw directory.refuse(ex);
		}
		return directory.refuseUnsafe();
	}

	/**
	 * Opens the directory of a service, to read what connects to its database.
	 * @throws StartupRefusedException as {@link #open}, but root may read what belongs to
	 * the user of the service
	 */
	static DataDirectory openToRead(Path dataDir) {
		DataDirectory directory = find(dataDir);
		try {
			FileOwnership.requireOfOneUser(directory.path());
		}
		catch (IOException ex) {
			throw directory.refuse(ex);
		}
		return directory;
	}

	private static DataDirectory find(Path dataDir) {
		Path path = dataDir.toAbsolutePath().normalize();
		if (Files.exists(path) && !Files.isDirectory(path)) {
			throw new StartupRefusedException(String.format(Locale.ROOT, "The data directory %s is a file.", path),
					REMEDY);
		}
		try {
			PrivateFiles.createDirectories(path);
			path = path.toRealPath();
		}
		catch (IOException ex) {
			String reason = (ex instanceof AccessDeniedException) ? "permission denied" : ex.getMessage();
			throw new StartupRefusedException(
					String.format(Locale.ROOT, "The data directory %s cannot be created: %s.", path, reason), REMEDY,
					ex);
		}
		if (!Files.isWritable(path) || !Files.isExecutable(path)) {
			throw new StartupRefusedException(String.format(Locale.ROOT,
					"The data directory %s is not writable by the user '%s'.", path, System.getProperty("user.name")),
					REMEDY);
		}
		return new DataDirectory(path);
	}

	private DataDirectory refuseUnsafe() {
		String unix = this.path.toString().replace(this.path.getFileSystem().getSeparator(), "/");
		if (unix.chars().anyMatch((character) -> UNSAFE.indexOf(character) >= 0)) {
			throw new StartupRefusedException(String.format(Locale.ROOT,
					"The path of the data directory, %s, has a quote, dollar sign, backslash or line break in it.",
					this.path), "Set registry.data-dir (REGISTRY_DATA_DIR) to a path without these characters.");
		}
		return this;
	}

	/** The cluster. It is here only once it is complete. */
	Path cluster() {
		return this.path.resolve("postgres");
	}

	/**
	 * A new name for a cluster while it is being made. Never the same twice: an initdb
	 * that outlived its service goes on writing there, and in the end may clear it.
	 */
	Path newUnfinishedCluster() throws IOException {
		return PrivateFiles.createDirectory(this.path, UNFINISHED);
	}

	/** Clusters that a crash left half made. None has ever held a record. */
	List<Path> unfinishedClusters() throws IOException {
		try (Stream<Path> children = Files.list(this.path)) {
			return children.filter((child) -> child.getFileName().toString().startsWith(UNFINISHED)).toList();
		}
	}

	Path binaries() {
		return this.path.resolve("postgres-binaries");
	}

	/** PostgreSQL's own log: one file a weekday, and what it says as it starts. */
	Path logs() {
		return this.path.resolve("postgres-log");
	}

	Path passwords() {
		return this.path.resolve("database.properties");
	}

	Path services() {
		return this.path.resolve("pg_service.conf");
	}

	Path lock() {
		return this.path.resolve("lock");
	}

	/** Beside the lock, because on Windows nobody can read a locked file. */
	Path lockHolder() {
		return this.path.resolve("lock.pid");
	}

	/** Turns an I/O failure inside the directory into a refusal to start. */
	StartupRefusedException refuse(IOException failure) {
		return new StartupRefusedException(
				String.format(Locale.ROOT, "The data directory %s cannot be used: %s.", this.path,
						failure.getMessage()),
				"Check that the service's user may write there and that the disk is not full, or set "
						+ "registry.data-dir (REGISTRY_DATA_DIR) to another directory.",
				new UncheckedIOException(failure));
	}

}
