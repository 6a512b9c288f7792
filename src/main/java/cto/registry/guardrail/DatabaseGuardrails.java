package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * Reads the guardrails from the database, and tries them.
 */
@Component
public class DatabaseGuardrails {

	private final DataSource dataSource;

	private final Clock clock;

	private final Catalog catalog = Catalog.load();

	DatabaseGuardrails(DataSource dataSource, Clock clock) {
		this.dataSource = dataSource;
		this.clock = clock;
	}

	/**
	 * Looks now. Nothing that is tried is kept.
	 * @return what stands and what does not
	 */
	public GuardrailReport inspect() {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try {
				return inspect(connection);
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			throw new SQLStateSQLExceptionTranslator().translate("guardrails", null, ex);
		}
	}

	private GuardrailReport inspect(Connection connection) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
		// so that the catalog prints every name with its schema
		jdbc.sql("SET LOCAL search_path = pg_catalog").update();
		DatabaseRole role = Privileges.role(jdbc);
		List<Guard> guards = new ArrayList<>(this.catalog.inspect(jdbc));
		guards.addAll(Privileges.inspect(jdbc, role));
		return GuardrailReport.of(this.clock.instant().truncatedTo(ChronoUnit.MICROS), role, guards, Probes.run(jdbc));
	}

}
