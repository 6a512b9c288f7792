package cto.registry.guardrail;

import cto.registry.record.SqlStates;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Readiness is down while a guarantee is not forced. A database that can only be read
 * refuses whatever is tried, so that no guarantee can be broken in it: what there is can
 * be read, and the service stays in its load balancer for that. Whether a database that
 * is away can be done without is not judged here: {@code db} is down then, unless there
 * is a replica to read.
 */
@Component
class GuardrailsHealthIndicator extends AbstractHealthIndicator {

	private final Guardrails guardrails;

	GuardrailsHealthIndicator(Guardrails guardrails) {
		super("The guardrails could not be read");
		this.guardrails = guardrails;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		try {
			GuardrailReport report = this.guardrails.current();
			builder.status(report.intact() ? Status.UP : Status.DOWN).withDetail("broken", report.faults());
		}
		catch (CannotCreateTransactionException | DataAccessResourceFailureException ex) {
			builder.unknown().withDetail("database", "does not answer");
		}
		catch (DataAccessException ex) {
			if (!SqlStates.isReadOnly(ex)) {
				throw ex;
			}
			builder.up().withDetail("readOnly", true);
		}
	}

}
