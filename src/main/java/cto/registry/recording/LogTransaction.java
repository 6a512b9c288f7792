package cto.registry.recording;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * A transaction under the log's lock whose commit the server confirms. When
 * {@link #execute} returns, the work is committed, whatever stands between this service
 * and the server.
 * <p>
 * A driver's {@code commit()} reports that the server answered a statement without an
 * error. It does not report which: behind a connection pooler, the statement that was
 * once prepared as {@code COMMIT} may be another one, and a {@code COMMIT} of a failed
 * transaction is answered with {@code ROLLBACK}. So the transaction's id is read at its
 * begin, and {@code COMMIT} goes out together with the question what became of that id,
 * in one round trip (PostgreSQL manual, section 9.27.8). The answer is
 * {@code in progress} while the transaction is still open, {@code aborted} if it was
 * rolled back, and {@code committed} once its record is flushed and no standby is waited
 * for any more.
 */
public final class LogTransaction {

	private static final String COMMIT = "COMMIT; SELECT pg_xact_status(?::xid8)";

	private static final String COMMITTED = "committed";

	private final PlatformTransactionManager transactions;

	private final JdbcTemplate jdbc;

	private final Duration idle;

	/**
	 * Prepares transactions.
	 * @param dataSource connects as the role that records
	 * @param idle how long the database waits for the next statement of one before it
	 * ends the session
	 */
	public LogTransaction(DataSource dataSource, Duration idle) {
		this.transactions = new JdbcTransactionManager(dataSource);
		this.jdbc = new JdbcTemplate(dataSource);
		this.idle = idle;
	}

	/**
	 * Runs work and commits it.
	 * @param <T> what it results in
	 * @param work uses the same data source, on this thread
	 * @return its result, once it is committed
	 * @throws LogLockedException when somebody else keeps the log's lock; nothing was
	 * committed
	 * @throws TransactionSystemException when the server does not confirm the commit: the
	 * outcome is open until the next transaction under the lock reads what is there
	 * @throws DataAccessException when the database refuses, or the connection breaks; at
	 * the commit the outcome is open too
	 */
	public <T> T execute(Supplier<T> work) {
		TransactionStatus status = this.transactions.getTransaction(new DefaultTransactionDefinition());
		try {
			String transaction = AppendTransaction.lock(this.jdbc, this.idle);
			T result = work.get();
			commit(transaction);
			// has nothing left to commit, and gives the connection back
			this.transactions.commit(status);
			return result;
		}
		catch (RuntimeException | Error ex) {
			rollBack(status, ex);
			throw ex;
		}
	}

	private void commit(String transaction) {
		String outcome = this.jdbc.execute(COMMIT, (PreparedStatement commit) -> {
			commit.setString(1, transaction);
			commit.execute();
			String answer = answer(commit);
			if (!COMMITTED.equals(answer)) {
				// ends the transaction, if it is still open, and the connection is not
				// used again
				commit.getConnection().abort(Runnable::run);
			}
			return answer;
		});
		if (!COMMITTED.equals(outcome)) {
			throw new TransactionSystemException(
					"The database does not confirm a commit, so its outcome is open: after COMMIT, transaction "
							+ transaction + " is '" + outcome + "'");
		}
	}

	/** The first result is that of COMMIT. */
	private static String answer(PreparedStatement commit) throws SQLException {
		if (commit.getMoreResults()) {
			try (ResultSet row = commit.getResultSet()) {
				row.next();
				return String.valueOf(row.getString(1));
			}
		}
		return "unknown";
	}

	private void rollBack(TransactionStatus status, Throwable failure) {
		try {
			if (!status.isCompleted()) {
				this.transactions.rollback(status);
			}
		}
		catch (RuntimeException ex) {
			// a connection that broke has rolled back; why it broke says more
			failure.addSuppressed(ex);
		}
	}

}
