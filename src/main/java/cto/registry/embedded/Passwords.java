package cto.registry.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.PrivateFiles;

/**
 * The generated passwords of an embedded database, kept in {@code database.properties}.
 *
 * @param superuser may do everything; used to start the cluster and for nothing else
 * @param owner owns the schema and migrates it
 * @param writer the service
 * @param reader people, reports and audits
 */
record Passwords(Credentials superuser, Credentials owner, Credentials writer, Credentials reader) {

	/** 192 bits: no dictionary helps, and no character needs an escape anywhere. */
	private static final int BYTES = 24;

	static final String SUPERUSER = "postgres";

	/**
	 * Reads them, or makes them where there is no cluster yet.
	 * @throws StartupRefusedException if a cluster is there and its passwords are not
	 */
	static Passwords of(DataDirectory directory) throws IOException {
		if (!Files.exists(directory.passwords())) {
			if (Files.exists(directory.cluster())) {
				throw new StartupRefusedException(
						String.format(Locale.ROOT,
								"%s is missing, and only it has the passwords of the database in %s.",
								directory.passwords(), directory.cluster()),
						"Put the file back from a backup of the data directory.");
			}
			generate(directory);
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(directory.passwords())) {
			properties.load(reader);
		}
		return new Passwords(read(directory, properties, SUPERUSER), read(directory, properties, "registry_owner"),
				read(directory, properties, "registry_writer"), read(directory, properties, "registry_reader"));
	}

	List<Credentials> all() {
		return List.of(this.superuser, this.owner, this.writer, this.reader);
	}

	private static void generate(DataDirectory directory) throws IOException {
		SecureRandom random = new SecureRandom();
		String passwords = List.of(SUPERUSER, "registry_owner", "registry_writer", "registry_reader")
			.stream()
			.map((user) -> user + "=" + password(random) + "\n")
			.collect(Collectors.joining());
		PrivateFiles.write(directory.passwords(),
				"# Passwords of the embedded database, by role. Back this file up with the directory.\n" + passwords);
	}

	private static String password(SecureRandom random) {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static Credentials read(DataDirectory directory, Properties properties, String user) {
		String password = properties.getProperty(user, "").strip();
		if (password.isEmpty()) {
			throw new StartupRefusedException(
					String.format(Locale.ROOT, "%s has no line '%s=<password>'.", directory.passwords(), user),
					"Put the file back from a backup of the data directory.");
		}
		return new Credentials(user, password);
	}

}
