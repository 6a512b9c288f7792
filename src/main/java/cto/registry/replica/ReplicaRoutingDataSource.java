package cto.registry.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The database, and for requests that read, its replica: as long as that has every record
 * that the primary had when the request came to need a connection. So whoever recorded
 * something, at whichever instance, reads it at whichever instance. While the primary is
 * away, the replica is read as it is; while it is only busy, not.
 */
final class ReplicaRoutingDataSource extends DelegatingDataSource {

	private static final Logger LOG = LoggerFactory.getLogger(ReplicaRoutingDataSource.class);

	/** Of the request that this thread answers, if it is one that reads. */
	private static final ThreadLocal<@Nullable Reading> READING = new ThreadLocal<>();

	private final Replica replica;

	private final BackOff primaryAway;

	/**
	 * Puts a replica beside a database.
	 * @param primary where is recorded
	 * @param replica what follows it
	 * @param leftAlone how long the primary is not asked after it did not answer
	 */
	ReplicaRoutingDataSource(DataSource primary, Replica replica, Duration leftAlone) {
		super(primary);
		this.replica = replica;
		this.primaryAway = new BackOff(leftAlone);
	}

	/** From here to {@link #endReading()} this thread may be given the replica. */
	void beginReading() {
		READING.set(new Reading());
	}

	void endReading() {
		READING.remove();
	}

	@Override
	public Connection getConnection() throws SQLException {
		Reading now = READING.get();
		Connection connection = (now != null) ? this.replica.connectionThatReaches(end(now)) : null;
		return (connection != null) ? connection : super.getConnection();
	}

	/** Once a request: how far the log went when it began to read. */
	private long end(Reading reading) throws SQLException {
		Long known = reading.end;
		if (known == null) {
			known = askForEnd();
			reading.end = known;
		}
		return known;
	}

	private long askForEnd() throws SQLException {
		if (this.primaryAway.holds()) {
			return LogEnd.NONE;
		}
		try (Connection connection = super.getConnection()) {
			long end = LogEnd.of(connection);
			this.primaryAway.end(() -> LOG.info("The primary answers again"));
			this.replica.compareLater(connection);
			return end;
		}
		catch (SQLTransientConnectionException ex) {
			// every connection is in use, and none was refused: it is busy, and not away
			if (ex.getCause() == null) {
				throw ex;
			}
			return away(ex);
		}
		catch (SQLException ex) {
			return away(ex);
		}
	}

	private long away(SQLException failure) {
		this.primaryAway.begin(() -> LOG.warn("The replica is read as it is, because the primary does not answer: {}",
				failure.getMessage()));
		return LogEnd.NONE;
	}

	/** One request's reading. */
	private static final class Reading {

		private @Nullable Long end;

	}

}
