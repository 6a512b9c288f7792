package cto.registry.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import cto.registry.problem.StartupRefusedException;

/**
 * What has to hold of an embedded server before a record is trusted to it, read back from
 * the server itself: an option that was passed may still have been overruled.
 */
final class ServerSettingsCheck {

	private static final Map<String, String> REQUIRED = Map.of("fsync", "on", "synchronous_commit", "on",
			"full_page_writes", "on", "data_checksums", "on", "listen_addresses", "127.0.0.1");

	private ServerSettingsCheck() {
	}

	/**
	 * Checks the settings as the service's own role sees them, and who is let in.
	 * @throws StartupRefusedException if the server would lose or expose records
	 */
	static void check(int port, Passwords passwords) throws SQLException {
		try (Connection connection = Connections.open(port, EmbeddedDatabase.NAME, passwords.writer());
				Statement statement = connection.createStatement()) {
			for (Map.Entry<String, String> required : new TreeMap<>(REQUIRED).entrySet()) {
				String actual = text(statement, "SHOW " + required.getKey());
				if (!actual.equals(required.getValue())) {
					throw new StartupRefusedException(
							String.format(Locale.ROOT,
									"The embedded PostgreSQL runs with %s = '%s', and the registry needs '%s'.",
									required.getKey(), actual, required.getValue()),
							"Remove the setting from postgresql.conf, postgresql.auto.conf and from the roles.");
				}
			}
		}
		try (Connection connection = Connections.open(port, EmbeddedDatabase.NAME, passwords.superuser());
				Statement statement = connection.createStatement()) {
			String open = text(statement,
					"SELECT coalesce(min(line_number), 0) FROM pg_hba_file_rules WHERE auth_method = 'trust'");
			if (!open.equals("0")) {
				throw new StartupRefusedException(String.format(Locale.ROOT,
						"Line %s of the embedded PostgreSQL's pg_hba.conf lets people in without a password.", open),
						"Write scram-sha-256 there instead of trust.");
			}
		}
	}

	private static String text(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			return result.next() ? String.valueOf(result.getString(1)) : "";
		}
	}

}
