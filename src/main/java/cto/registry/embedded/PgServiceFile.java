package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cto.registry.startup.PrivateFiles;

/**
 * The libpq connection service file of an embedded database, so that an operator can run
 * {@code PGSERVICEFILE=registry-data/pg_service.conf psql service=registry_reader}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgservice.html">libpq: The
 * Connection Service File</a>
 */
final class PgServiceFile {

	private PgServiceFile() {
	}

	static void write(Path file, int port, Passwords passwords) throws IOException {
		String services = passwords.all()
			.stream()
			.map((credentials) -> String.format(Locale.ROOT, """
					[%s]
					host=127.0.0.1
					port=%d
					dbname=%s
					user=%s
					password=%s
					""", credentials.user(), port, EmbeddedDatabase.NAME, credentials.user(), credentials.password()))
			.collect(Collectors.joining("\n"));
		PrivateFiles.write(file, "# Written anew at each start of the service.\n" + services);
	}

	/** The port of the last start, so that the next can keep it. */
	static OptionalInt port(Path file) throws IOException {
		if (!Files.exists(file)) {
			return OptionalInt.empty();
		}
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.matches("port=[1-9][0-9]{0,4}"))
				.mapToInt((line) -> Integer.parseInt(line.substring("port=".length())))
				.findFirst();
		}
	}

}
