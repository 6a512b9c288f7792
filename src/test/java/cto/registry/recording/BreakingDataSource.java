package cto.registry.recording;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections whose commits do something else, when they are told to: those of JDBC, and
 * those that are sent as SQL.
 */
final class BreakingDataSource extends DelegatingDataSource {

	private static final String COMMIT = "COMMIT";

	/** What goes wrong at a commit. */
	enum Moment {

		NEVER(COMMIT),

		/** The connection breaks, and the server rolls back. */
		BEFORE_COMMIT("ROLLBACK"),

		/** The connection breaks, and the server has committed. */
		AFTER_COMMIT(COMMIT),

		/** Answered without an error, and rolled back. */
		ROLLED_BACK("ROLLBACK"),

		/** Answered without an error, and another statement was run. */
		REPLACED("SELECT 1"),

		/** The same, of a statement that has no rows. */
		REPLACED_BY_A_SETTING("SET LOCAL application_name = 'replaced'"),

		/** Answered without an error, and nothing was run. */
		OMITTED("");

		private final String statement;

		Moment(String statement) {
			this.statement = statement;
		}

		boolean breaks() {
			return this == BEFORE_COMMIT || this == AFTER_COMMIT;
		}

	}

	private Moment next = Moment.NEVER;

	BreakingDataSource(DataSource target) {
		super(target);
	}

	/** Breaks the next commit. */
	synchronized void breakNext(Moment moment) {
		this.next = moment;
	}

	private synchronized Moment take() {
		Moment moment = this.next;
		this.next = Moment.NEVER;
		return moment;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return proxy(Connection.class, (proxy, method, arguments) -> {
			if (method.getName().equals("commit")) {
				commit(connection, take());
				return connection;
			}
			if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith(COMMIT)) {
				return prepare(connection, (String) arguments[0], take());
			}
			return invoke(connection, method, arguments);
		});
	}

	private static void commit(Connection connection, Moment moment) throws SQLException {
		if (moment.statement.equals("ROLLBACK")) {
			connection.rollback();
		}
		else if (moment.statement.equals(COMMIT)) {
			connection.commit();
		}
		else {
			connection.createStatement().execute(moment.statement);
		}
		if (moment.breaks()) {
			throw broken(moment);
		}
	}

	private static PreparedStatement prepare(Connection connection, String sql, Moment moment) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(moment.statement + sql.substring(COMMIT.length()));
		return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
			Object result = invoke(statement, method, arguments);
			if (method.getName().equals("execute") && moment.breaks()) {
				throw broken(moment);
			}
			return result;
		});
	}

	private static SQLException broken(Moment moment) {
		return new SQLException("The connection broke: " + moment, "08006");
	}

	private static Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(BreakingDataSource.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
