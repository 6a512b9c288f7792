package cto.registry.recording;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that break at a commit, just before it or just after, when they are told
 * to.
 */
final class BreakingDataSource extends DelegatingDataSource {

	enum Moment {

		NEVER, BEFORE_COMMIT, AFTER_COMMIT

	}

	private final AtomicReference<Moment> next = new AtomicReference<>(Moment.NEVER);

	BreakingDataSource(DataSource target) {
		super(target);
	}

	/** Breaks the next commit. */
	void breakNext(Moment moment) {
		this.next.set(moment);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					Moment moment = method.getName().equals("commit") ? this.next.getAndSet(Moment.NEVER)
							: Moment.NEVER;
					if (moment == Moment.BEFORE_COMMIT) {
						connection.rollback();
						throw new SQLException("The connection broke before the commit", "08006");
					}
					try {
						Object result = method.invoke(connection, arguments);
						if (moment == Moment.AFTER_COMMIT) {
							throw new SQLException("The connection broke after the commit", "08006");
						}
						return result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
