package cto.registry.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The log's lock, in the hands of another session until it is closed.
 */
public final class LogLock implements AutoCloseable {

	private final Connection connection;

	/**
	 * Takes the lock.
	 * @param database whose log it is
	 */
	public LogLock(TestDatabase database) {
		try {
			this.connection = database.connect(database.writer());
			this.connection.setAutoCommit(false);
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("SELECT registry.lock_log()");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Gives the lock back, before it is closed. */
	public void release() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		release();
	}

}
