package cto.registry.guardrail;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the guardrails from the database, and tries them, in a transaction that is always
 * rolled back.
 */
@Component
public class DatabaseGuardrails {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final ExpectedSchema expectedSchema = ExpectedSchema.load();

	/**
	 * Looks at a database.
	 * @param jdbc connects as the role that records
	 * @param dataSource where {@code jdbc} connects
	 * @param clock tells when it was looked at
	 */
	public DatabaseGuardrails(JdbcClient jdbc, DataSource dataSource, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		// the sequencer asks in the middle of its own, which must not be rolled back with
		// this one
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.clock = clock;
	}

	/**
	 * Looks now. Nothing that is tried is kept.
	 * @return what stands and what does not
	 */
	public GuardrailReport inspect() {
		return this.transaction.execute((status) -> {
			status.setRollbackOnly();
			Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
			List<Guard> guards = new ArrayList<>(this.expectedSchema.inspect(this.jdbc));
			DatabaseRole role = Privileges.role(this.jdbc);
			guards.addAll(Privileges.inspect(this.jdbc, role));
			return GuardrailReport.of(now, role, guards, Probes.run(this.jdbc), Advice.read(this.jdbc));
		});
	}

}
