package cto.registry.startup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.DriverDataSource;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens connections, and adapts each to a connection pooler if one is in front of
 * PostgreSQL, such as PgBouncer. A pooler gives a connection another server process for
 * each transaction, so nothing that is kept in a session may be relied on: a statement
 * that was prepared under a name is missing there, or is another one. A pool asks this
 * once for each connection that it opens, and not when it lends one.
 */
public final class PoolerAwareDataSource extends DelegatingDataSource {

	private static final Logger LOG = LoggerFactory.getLogger(PoolerAwareDataSource.class);

	/** Of PgBouncer too, for a BEGIN in statement mode. */
	private static final String PROTOCOL_VIOLATION = "08P01";

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Wraps a data source.
	 * @param target opens new connections to PostgreSQL
	 */
	public PoolerAwareDataSource(DataSource target) {
		super(target);
	}

	/**
	 * Has a pool open its connections by one of these.
	 * @param pool a pool that is configured by a URL and has not been started
	 */
	public static void openConnectionsOf(HikariConfig pool) {
		pool.setDataSource(new PoolerAwareDataSource(new DriverDataSource(pool.getJdbcUrl(), pool.getDriverClassName(),
				pool.getDataSourceProperties(), pool.getUsername(), pool.getPassword())));
	}

	@Override
	public Connection getConnection() throws SQLException {
		return adapted(super.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return adapted(super.getConnection(username, password));
	}

	private Connection adapted(Connection connection) throws SQLException {
		try {
			if (adapt(connection) && this.told.compareAndSet(false, true)) {
				LOG.info(
						"A connection pooler is in front of the database: no statement is prepared under a name there");
			}
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Recognises a pooler: it invents a process id when a connection opens, and the
	 * server has its own. Two ids of the server would prove nothing, because an idle
	 * pooler assigns the same process each time.
	 * @param connection a new connection that commits each statement
	 * @return whether a pooler is in front; then no statement is prepared under a name
	 * @throws SQLException when the database does not answer, or the pooler allows no
	 * transactions
	 */
	public static boolean adapt(Connection connection) throws SQLException {
		PgConnection driver = connection.unwrap(PgConnection.class);
		int threshold = driver.getPrepareThreshold();
		boolean binary = driver.getForceBinary();
		// the question itself may meet what others prepared
		driver.setPrepareThreshold(0);
		driver.setForceBinary(false);
		if (serverProcess(connection) == driver.getBackendPID()) {
			driver.setPrepareThreshold(threshold);
			driver.setForceBinary(binary);
			return false;
		}
		requireTransactions(connection);
		return true;
	}

	private static int serverProcess(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
			row.next();
			return row.getInt(1);
		}
	}

	private static void requireTransactions(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SELECT 1");
			connection.rollback();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			if (!PROTOCOL_VIOLATION.equals(ex.getSQLState())) {
				throw ex;
			}
			throw new SQLException("the connection pooler in front of it allows no transactions (" + ex.getMessage()
					+ "); set its pool_mode to session or transaction", PROTOCOL_VIOLATION);
		}
	}

}
