package cto.registry.guardrail;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Readiness is down while a guarantee is not forced.
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
		GuardrailReport report = this.guardrails.recent();
		builder.status(report.intact() ? Status.UP : Status.DOWN).withDetail("broken", report.broken());
	}

}
