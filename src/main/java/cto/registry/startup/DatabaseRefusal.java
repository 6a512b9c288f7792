package cto.registry.startup;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

import cto.registry.problem.StartupRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What a database, or the network before it, means by turning a connection away.
 *
 * @param url the JDBC URL
 * @param user the role that wanted in, if it was named
 * @param prefix the beginning of the environment variables that name both
 */
record DatabaseRefusal(String url, @Nullable String user, String prefix) {

	/**
	 * Puts a failure to connect into words.
	 * @param failure by its SQLSTATE
	 * @see <a href=
	 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
	 * Codes</a>
	 */
	StartupRefusedException of(SQLException failure) {
		String state = Objects.requireNonNullElse(failure.getSQLState(), "");
		String database = DatabaseUrl.shown(this.url);
		String reason = reason(failure);
		String role = (this.user != null) ? "'" + this.user + "'" : "a user that is not named";
		return switch (state) {
			// 08004 is the driver's own, where the server wants a password and none is
			// set.
			case "28P01", "28000", "08004" -> new StartupRefusedException(
					String.format(Locale.ROOT, "The database %s does not let in %s: %s.", database, role, reason),
					String.format(Locale.ROOT,
							"Check %s and %s, that db/roles.sql has been run there, and that the role has its password "
									+ "(in psql: \\password %s).",
							userVariable(), this.prefix + "_PASSWORD",
							Objects.requireNonNullElse(this.user, "registry_writer")),
					failure);
			case "3D000" -> new StartupRefusedException(
					String.format(Locale.ROOT, "The server of %s has no such database: %s.", database, reason),
					String.format(Locale.ROOT, "Correct %s, or create the database and run db/roles.sql in it.",
							urlVariable()),
					failure);
			case "42501" -> new StartupRefusedException(
					String.format(Locale.ROOT, "The database %s does not let in %s: %s.", database, role, reason),
					ServiceRole.ROLES, failure);
			case "08000", "08001", "08003", "08006", "08S01" -> new StartupRefusedException(
					String.format(Locale.ROOT, "The database %s cannot be reached: %s.", database, reason),
					String.format(Locale.ROOT,
							"Start it, or correct %s. Without that variable, and with a build that has one, the service runs "
									+ "an embedded database.",
							urlVariable()),
					failure);
			// PgBouncer's own, for a mode without transactions or a parameter of the URL
			case "08P01" -> new StartupRefusedException(
					String.format(Locale.ROOT, "The database %s cannot be used: %s.", database, reason),
					String.format(Locale.ROOT,
							"If PgBouncer is in front of it, set pool_mode to transaction or session there, and leave out of "
									+ "%s what it does not pass on; docs/operating.md says more.",
							urlVariable()),
					failure);
			default -> new StartupRefusedException(
					String.format(Locale.ROOT, "The database %s cannot be used: %s.", database, reason),
					"Put right what it says, then start again.", failure);
		};
	}

	private String userVariable() {
		return this.prefix.equals("SPRING_FLYWAY") ? "SPRING_FLYWAY_USER" : this.prefix + "_USERNAME";
	}

	private String urlVariable() {
		return this.prefix.equals("SPRING_FLYWAY") ? "SPRING_DATASOURCE_URL" : this.prefix + "_URL";
	}

	private static String reason(SQLException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnknownHostException) {
				return String.format(Locale.ROOT, "the host name '%s' is unknown", cause.getMessage());
			}
		}
		Throwable cause = failure.getCause();
		String message = (cause != null && cause.getMessage() != null) ? cause.getMessage() : failure.getMessage();
		return Objects.requireNonNullElse(message, "no reason given")
			.replaceFirst("^(FATAL|ERROR): ", "")
			.replaceFirst("\\.$", "");
	}

}
