package cto.registry.startup;

import java.util.Locale;

import cto.registry.problem.StartupRefusedException;

/**
 * The form of {@code spring.datasource.url}.
 */
public final class DatabaseUrl {

	private static final String PREFIX = "jdbc:postgresql:";

	private DatabaseUrl() {
	}

	/**
	 * Checks the URL before any library stumbles over it.
	 * @param url the URL, or blank for the embedded database
	 * @throws StartupRefusedException if it is not one of PostgreSQL's JDBC driver
	 */
	public static void check(String url) {
		if (!url.isBlank() && !url.startsWith(PREFIX)) {
			// Not the whole: the form that other tools use has the password in it.
			String scheme = url.substring(0, Math.max(0, url.indexOf("//")));
			throw new StartupRefusedException(String.format(Locale.ROOT,
					"spring.datasource.url (SPRING_DATASOURCE_URL) starts with '%s', not with '%s'.", scheme, PREFIX),
					"Write jdbc:postgresql://<host>:5432/<database>, and the user and the password in "
							+ "SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
		}
	}

	/**
	 * Shows where a database is.
	 * @param url its URL
	 * @return the same without its parameters, among which a password may be
	 */
	public static String shown(String url) {
		int parameters = url.indexOf('?');
		return (parameters < 0) ? url : url.substring(0, parameters);
	}

}
