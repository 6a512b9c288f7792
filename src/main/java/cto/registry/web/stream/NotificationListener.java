package cto.registry.web.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import cto.registry.log.RecordedChannel;
import cto.registry.startup.PoolerAwareDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of commits by whatever instance, on a connection of its own. It only wakes: a
 * notification that is lost, or a connection that cannot be had, costs the time of a look
 * at the table. Behind a connection pooler it is never heard, and the table is looked at.
 * Used by one thread; {@link #close} by any.
 */
final class NotificationListener {

	private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	private static final int ANSWER_SECONDS = 5;

	private final Connector connector;

	private volatile @Nullable Connection connection;

	private long pause = FIRST_PAUSE.toNanos();

	private long notBefore = System.nanoTime();

	private boolean polling;

	/**
	 * Connects when it is first waited for.
	 * @param connector makes the connection
	 */
	NotificationListener(Connector connector) {
		this.connector = connector;
	}

	/**
	 * Waits for a commit.
	 * @param longest how long at most; there may be news at the end of it all the same
	 */
	void await(Duration longest) throws InterruptedException {
		Connection open = this.connection;
		if (open == null) {
			long wait = Math.min(this.notBefore - System.nanoTime(), longest.toNanos());
			if (wait > 0) {
				TimeUnit.NANOSECONDS.sleep(wait);
			}
			else {
				// and look again at once: what was committed before this was not heard
				connect();
			}
			return;
		}
		try {
			PGNotification[] heard = open.unwrap(PGConnection.class)
				.getNotifications((int) Math.max(1, longest.toMillis()));
			if ((heard == null || heard.length == 0) && !open.isValid(ANSWER_SECONDS)) {
				throw new SQLException("the connection does not answer");
			}
		}
		catch (SQLException ex) {
			if (this.connection == open) {
				LOG.warn("Notifications of new records are not heard for a moment: {}", ex.getMessage());
			}
			close();
		}
	}

	private void connect() {
		try {
			Connection made = this.connector.connect();
			this.connection = made;
			if (PoolerAwareDataSource.adapt(made)) {
				poll(made);
				return;
			}
			try (Statement statement = made.createStatement()) {
				statement.execute("LISTEN " + RecordedChannel.NAME);
			}
			this.pause = FIRST_PAUSE.toNanos();
		}
		catch (SQLException ex) {
			close();
			this.notBefore = System.nanoTime() + this.pause;
			this.pause = Math.min(2 * this.pause, MAX_PAUSE.toNanos());
			LOG.warn("The database is asked for new records now and then, because it cannot be listened to: {}",
					ex.getMessage());
		}
	}

	/** A pooler would have another session listen than the one that is read. */
	private void poll(Connection pooled) throws SQLException {
		this.connection = null;
		this.notBefore = System.nanoTime() + MAX_PAUSE.toNanos();
		if (!this.polling) {
			LOG.info(
					"A connection pooler is in front of the database: it is asked for new records now and then, and not "
							+ "listened to");
		}
		this.polling = true;
		pooled.close();
	}

	/**
	 * Hears no more; whoever waits stops waiting. A connection that is open and not read
	 * would keep the server from forgetting its notifications.
	 */
	void close() {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			try {
				open.abort(Runnable::run);
			}
			catch (SQLException ex) {
				LOG.debug("A connection was broken already", ex);
			}
		}
	}

	/** Makes connections. */
	interface Connector {

		Connection connect() throws SQLException;

	}

}
