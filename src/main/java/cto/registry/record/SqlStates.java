package cto.registry.record;

import java.sql.SQLException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * What PostgreSQL says by its SQLSTATE (its manual, appendix A).
 */
public final class SqlStates {

	/**
	 * Connection lost, read-only, transaction timed out, conflict, resources, not in that
	 * state, intervention, system error, except "statement too complex": it may go
	 * through later.
	 */
	private static final Pattern TRANSIENT = Pattern.compile("08...|25006|25P0[34]|40...|53...|55P0[23]|57...|58...");

	private SqlStates() {
	}

	/**
	 * Finds the state behind an exception.
	 * @param failure any exception
	 * @return five characters, or null where no SQL failure is behind it
	 */
	public static @Nullable String of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return sql.getSQLState();
			}
		}
		return null;
	}

	/**
	 * Tells whether the same may succeed later.
	 * @param failure any exception
	 * @return true where the database was not able to answer, rather than refused; where
	 * it was at a commit, the outcome is open
	 */
	public static boolean isTransient(Throwable failure) {
		if (failure instanceof CannotGetJdbcConnectionException || failure instanceof CannotCreateTransactionException
				|| failure instanceof DataAccessResourceFailureException
				|| failure instanceof TransactionSystemException) {
			return true;
		}
		String state = of(failure);
		return state != null && TRANSIENT.matcher(state).matches();
	}

	/**
	 * Tells whether the database can only be read: a standby, or one set to be so.
	 * @param failure any exception
	 * @return true for SQLSTATE 25006
	 */
	public static boolean isReadOnly(Throwable failure) {
		return "25006".equals(of(failure));
	}

	/**
	 * Tells whether the database's disk is full.
	 * @param failure any exception
	 * @return true for SQLSTATE 53100
	 */
	public static boolean isDiskFull(Throwable failure) {
		return "53100".equals(of(failure));
	}

	/**
	 * Tells whether the database can be read, and takes nothing, which trying again does
	 * not mend. What the statement would have changed is not changed.
	 * @param failure any exception
	 * @return true where it is read-only or its disk is full
	 */
	public static boolean takesNothing(Throwable failure) {
		return isReadOnly(failure) || isDiskFull(failure);
	}

	/**
	 * Tells whether the database ended a session that did not go on with its transaction
	 * in time, and with it the transaction.
	 * @param failure any exception
	 * @return true for SQLSTATE 25P03 and 25P04
	 */
	public static boolean isIdleTimeout(Throwable failure) {
		String state = of(failure);
		return "25P03".equals(state) || "25P04".equals(state);
	}

	/**
	 * Tells whether a lock did not come in time.
	 * @param failure any exception
	 * @return true for SQLSTATE 55P03
	 */
	public static boolean isLockTimeout(Throwable failure) {
		return "55P03".equals(of(failure));
	}

}
