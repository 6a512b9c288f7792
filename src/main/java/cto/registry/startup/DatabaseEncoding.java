package cto.registry.startup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import cto.registry.problem.StartupRefusedException;

/**
 * The encoding of the database. In any other than UTF-8 some texts cannot be stored, or
 * are counted and cut in bytes, so that a packet that is accepted could keep later ones
 * from being recorded.
 */
public final class DatabaseEncoding {

	private DatabaseEncoding() {
	}

	/**
	 * Refuses a database whose encoding is not UTF-8.
	 * @param url its URL
	 * @param statement of a connection to it
	 * @throws StartupRefusedException if it has another encoding
	 * @throws SQLException if it does not answer
	 */
	public static void check(String url, Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery("SHOW server_encoding")) {
			row.next();
			if (!row.getString(1).equals("UTF8")) {
				throw new StartupRefusedException(
						String.format(Locale.ROOT, "The encoding of the database %s is %s; the registry needs UTF8.",
								DatabaseUrl.shown(url), row.getString(1)),
						"The encoding of a database cannot be changed. Create another one with "
								+ "createdb -E UTF8 -T template0 registry, run db/roles.sql in it and set "
								+ "SPRING_DATASOURCE_URL to it.");
			}
		}
	}

}
