package cto.registry.embedded;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * Single connections to the embedded database, without a pool.
 */
final class Connections {

	private static final int TIMEOUT_SECONDS = 10;

	private Connections() {
	}

	static Connection open(int port, String database, Credentials credentials) throws SQLException {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setServerNames(new String[] { "127.0.0.1" });
		source.setPortNumbers(new int[] { port });
		source.setDatabaseName(database);
		source.setUser(credentials.user());
		source.setPassword(credentials.password());
		source.setConnectTimeout(TIMEOUT_SECONDS);
		source.setLoginTimeout(TIMEOUT_SECONDS);
		source.setApplicationName("request-registry");
		return source.getConnection();
	}

}
