package cto.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.util.PasswordUtil;

/**
 * The registry's database and roles in an embedded cluster: the same {@code db/roles.sql}
 * that an operator runs elsewhere, and the generated passwords. Each step can be run
 * again, and is, at each start.
 */
final class Roles {

	private Roles() {
	}

	static void apply(int port, Passwords passwords) throws SQLException, IOException {
		try (Connection connection = Connections.open(port, "postgres", passwords.superuser());
				Statement statement = connection.createStatement()) {
			if (!exists(statement)) {
				statement.execute("CREATE DATABASE " + EmbeddedDatabase.NAME);
			}
			statement.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
		}
		try (Connection connection = Connections.open(port, EmbeddedDatabase.NAME, passwords.superuser());
				Statement statement = connection.createStatement()) {
			statement.execute(script());
			for (Credentials role : passwords.all()) {
				// It is the SCRAM verifier that is sent, so that no log ever sees a
				// password.
				statement.execute(PasswordUtil.genAlterUserPasswordSQL(role.user(), role.password().toCharArray(),
						"scram-sha-256"));
			}
		}
	}

	private static boolean exists(Statement statement) throws SQLException {
		try (ResultSet found = statement
			.executeQuery("SELECT FROM pg_database WHERE datname = '" + EmbeddedDatabase.NAME + "'")) {
			return found.next();
		}
	}

	private static String script() throws IOException {
		try (InputStream script = Roles.class.getResourceAsStream("/db/roles.sql")) {
			if (script == null) {
				throw new IOException("db/roles.sql is not on the classpath");
			}
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
