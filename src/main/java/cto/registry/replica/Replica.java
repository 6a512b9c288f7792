package cto.registry.replica;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

import com.zaxxer.hikari.HikariDataSource;
import cto.registry.log.Checkpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows the database. It may be several servers behind one address, each as far as
 * it is, so how far is asked on the very connection that is then read from.
 */
final class Replica implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

	private static final String ROOT_OF_SIZE = "SELECT root_hash FROM registry.log_checkpoint WHERE tree_size = ?";

	private final HikariDataSource pool;

	private final BackOff pause;

	/** Whether its log was compared with that of the primary, and is the same. */
	private volatile boolean trusted;

	/**
	 * Connects when it is first asked.
	 * @param pool its connections
	 * @param leftAlone how long it is left alone after it could not be reached
	 */
	Replica(HikariDataSource pool, Duration leftAlone) {
		this.pool = pool;
		this.pause = new BackOff(leftAlone);
	}

	/**
	 * Opens a connection to read from.
	 * @param end the index of the record that has to be there, or {@link LogEnd#NONE}
	 * @return the connection, or null when the replica is away, has not got as far, or
	 * was never compared with the primary
	 */
	@Nullable Connection connectionThatReaches(long end) {
		if (!this.trusted || this.pause.holds()) {
			return null;
		}
		try {
			Connection connection = this.pool.getConnection();
			boolean reaches = false;
			try {
				reaches = end == LogEnd.NONE || LogEnd.of(connection) >= end;
				this.pause.end(() -> LOG.info("The replica answers again"));
			}
			finally {
				if (!reaches) {
					connection.close();
				}
			}
			return reaches ? connection : null;
		}
		catch (SQLException ex) {
			this.pause.begin(() -> LOG.warn("Reading goes to the primary, because the replica does not answer: {}",
					ex.getMessage()));
		}
		return null;
	}

	/**
	 * Compares it with the primary, unless that was done or it is left alone. A replica
	 * that was away when the service started is compared once it answers.
	 * @param primary a connection to the primary
	 */
	void compareLater(Connection primary) {
		if (this.trusted || this.pause.holds()) {
			return;
		}
		try {
			if (compare(primary)) {
				this.pause.end(() -> LOG.info("The replica answers"));
				return;
			}
			this.pause.begin(() -> LOG.error("The replica is not read: the log there is another one"));
		}
		catch (SQLException ex) {
			this.pause.begin(() -> LOG.warn("Reading goes to the primary, because the replica does not answer: {}",
					ex.getMessage()));
		}
	}

	/**
	 * Compares it with the primary.
	 * @param primary a connection to the primary
	 * @return whether it has the log of the primary: the last root there that was signed
	 * is one that was signed here. From then on it is read
	 * @throws SQLException when one of them does not answer
	 */
	boolean compare(Connection primary) throws SQLException {
		this.trusted = isOf(primary);
		return this.trusted;
	}

	private boolean isOf(Connection primary) throws SQLException {
		try (Connection connection = this.pool.getConnection();
				PreparedStatement last = connection.prepareStatement(Checkpoints.LATEST);
				ResultSet there = last.executeQuery();
				PreparedStatement same = primary.prepareStatement(ROOT_OF_SIZE)) {
			if (!there.next()) {
				return true;
			}
			same.setLong(1, there.getLong(1));
			try (ResultSet here = same.executeQuery()) {
				return here.next() && Arrays.equals(here.getBytes(1), there.getBytes(2));
			}
		}
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
