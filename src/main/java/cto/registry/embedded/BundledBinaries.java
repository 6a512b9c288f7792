package cto.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.PrivateFiles;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/**
 * The PostgreSQL binaries of this build, unpacked into the data directory. A record,
 * because the library remembers by resolver where it unpacked: each data directory has
 * its own.
 *
 * @param directory where they are unpacked, one {@code PG-<digest>} a build
 */
record BundledBinaries(Path directory) implements PgBinaryResolver {

	@Override
	public InputStream getPgBinary(String system, String machine) throws IOException {
		try {
			return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
		}
		catch (IllegalStateException ex) {
			throw new StartupRefusedException(
					String.format(Locale.ROOT,
							"No database is configured, and this build has no embedded PostgreSQL for %s on %s.",
							system, machine),
					"Run db/roles.sql in a PostgreSQL database, then set SPRING_DATASOURCE_URL "
							+ "(jdbc:postgresql://<host>:5432/<database>), SPRING_DATASOURCE_USERNAME (registry_writer), "
							+ "SPRING_DATASOURCE_PASSWORD, SPRING_FLYWAY_USER (registry_owner) and SPRING_FLYWAY_PASSWORD.",
					ex);
		}
	}

	/**
	 * Deletes what a crash left half unpacked: the library would keep a file that is
	 * there, however short it is.
	 */
	void discardIncomplete() throws IOException {
		PrivateFiles.createDirectories(this.directory);
		for (Path build : builds()) {
			if (!Files.exists(complete(build))) {
				PrivateFiles.deleteTree(build);
			}
		}
	}

	/** Marks what is there as whole; to be called once it has started. */
	void markComplete() throws IOException {
		// The library opens it to everybody, for the shared /tmp that it is used to.
		PrivateFiles.close(this.directory);
		for (Path build : builds()) {
			if (!Files.exists(complete(build))) {
				PrivateFiles.write(complete(build), "");
			}
		}
	}

	private List<Path> builds() throws IOException {
		try (Stream<Path> children = Files.list(this.directory)) {
			return children.filter(Files::isDirectory)
				.filter((child) -> child.getFileName().toString().startsWith("PG-"))
				.toList();
		}
	}

	private static Path complete(Path build) {
		return build.resolveSibling(build.getFileName() + ".complete");
	}

}
