package cto.registry.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cto.registry.startup.PrivateFiles;

/**
 * What PostgreSQL wrote: {@code start.log} is the output of initdb and of the start until
 * its log collector takes over, which writes one file a weekday and so keeps a week.
 *
 * @param directory where the log files are
 */
record PostgresLog(Path directory) {

	private static final int LAST_LINES = 6;

	static PostgresLog begin(Path directory) throws IOException {
		PrivateFiles.createDirectories(directory);
		PostgresLog log = new PostgresLog(directory);
		PrivateFiles.write(log.start(), "");
		return log;
	}

	Path start() {
		return this.directory.resolve("start.log");
	}

	boolean startContains(String text) throws IOException {
		return read(start()).contains(text);
	}

	/** The last lines of the start, and of the newest log if it is younger. */
	String lastLines() throws IOException {
		List<String> lines = new java.util.ArrayList<>(read(start()).lines().toList());
		Optional<Path> newest = newest();
		if (newest.isPresent()) {
			lines.addAll(read(newest.get()).lines().toList());
		}
		return lines.stream()
			.filter((line) -> !line.isBlank())
			.skip(Math.max(0, lines.stream().filter((line) -> !line.isBlank()).count() - LAST_LINES))
			.map((line) -> "    " + line)
			.collect(Collectors.joining(System.lineSeparator()));
	}

	/** A log may hold any bytes, so that what is not UTF-8 is replaced. */
	private static String read(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	private Optional<Path> newest() throws IOException {
		long started = Files.getLastModifiedTime(start()).toMillis();
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> !file.equals(start()))
				.filter((file) -> file.toFile().lastModified() >= started)
				.max(Comparator.comparingLong((file) -> file.toFile().lastModified()));
		}
	}

}
