package cto.registry.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import cto.registry.embedded.AttachedDatabase;
import cto.registry.startup.DatabaseEncoding;
import cto.registry.startup.DatabaseUrl;
import cto.registry.startup.PoolerAwareDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.util.StringUtils;

/**
 * The database of the registry for the time of a command: the one that is configured, or
 * the embedded one, which is started where no service runs it.
 */
final class RegistryDatabase implements AutoCloseable {

	private static final int TIMEOUT_SECONDS = 10;

	private final DataSource source;

	private final @Nullable AttachedDatabase embedded;

	private RegistryDatabase(DataSource source, @Nullable AttachedDatabase embedded) {
		this.source = source;
		this.embedded = embedded;
	}

	/**
	 * Finds the database and looks whether it is a registry's.
	 * @param settings as the service has them
	 * @param command the name of the command, which the database's administrator sees
	 * @throws CommandFailedException when there is no registry, or one of an older
	 * version
	 * @throws cto.registry.problem.StartupRefusedException when the database cannot be
	 * started
	 * @throws SQLException when it cannot be reached
	 */
	static RegistryDatabase open(Settings settings, String command) throws SQLException {
		String url = settings.get("spring.datasource.url", "");
		RegistryDatabase database = StringUtils.hasText(url) ? configured(url, settings, command)
				: embedded(settings, command);
		try {
			database.check();
			return database;
		}
		catch (SQLException | RuntimeException ex) {
			database.close();
			throw ex;
		}
	}

	/**
	 * Connects, on a connection of its own that commits each statement.
	 * @throws SQLException when the database cannot be reached
	 */
	Connection connect() throws SQLException {
		return this.source.getConnection();
	}

	/** New connections each time; there is no pool. */
	DataSource dataSource() {
		return this.source;
	}

	/** Stops the embedded database, if it was started here. */
	@Override
	public void close() {
		if (this.embedded != null) {
			this.embedded.close();
		}
	}

	private static RegistryDatabase configured(String url, Settings settings, String command) {
		DatabaseUrl.check(url);
		return new RegistryDatabase(source(url, settings.get("spring.datasource.username", ""),
				settings.get("spring.datasource.password", ""), command), null);
	}

	private static RegistryDatabase embedded(Settings settings, String command) {
		AttachedDatabase embedded = AttachedDatabase.open(settings.dataDirectory(), settings.embeddedPort());
		return new RegistryDatabase(
				source(embedded.url(), embedded.writer().user(), embedded.writer().password(), command), embedded);
	}

	private static DataSource source(String url, String user, String password, String command) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(url);
		if (!user.isEmpty()) {
			source.setUser(user);
			source.setPassword(password);
		}
		source.setApplicationName("request-registry " + command);
		source.setConnectTimeout(TIMEOUT_SECONDS);
		source.setLoginTimeout(TIMEOUT_SECONDS);
		source.setTcpKeepAlive(true);
		source.setReWriteBatchedInserts(true);
		// Binary from the first row on: half the bytes of a packet, and no hex to decode.
		source.setPrepareThreshold(-1);
		return new PoolerAwareDataSource(source);
	}

	private void check() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			DatabaseEncoding.check(connection.getMetaData().getURL(), statement);
			try (ResultSet row = statement.executeQuery("SELECT to_regclass('registry.log_checkpoint') IS NOT NULL")) {
				row.next();
				if (!row.getBoolean(1)) {
					throw new CommandFailedException(
							"The database has no tables of the transparency log. Start the service once: it migrates. Or run the command migrate.");
				}
			}
		}
	}

}
