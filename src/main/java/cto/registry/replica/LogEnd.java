package cto.registry.replica;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far the log goes, as a server has it.
 */
final class LogEnd {

	/** What a log without records ends with. */
	static final long NONE = -1;

	private static final String QUERY = "SELECT coalesce(max(log_index), " + NONE + ") FROM registry.execution_request";

	private LogEnd() {
	}

	static long of(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
			row.next();
			return row.getLong(1);
		}
	}

}
