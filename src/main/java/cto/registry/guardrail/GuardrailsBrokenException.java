package cto.registry.guardrail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * The database does not force every guarantee, so nothing may be recorded in it.
 */
public final class GuardrailsBrokenException extends ProblemException {

	private static final int MAX_NAMED = 3;

	private final GuardrailReport report;

	GuardrailsBrokenException(GuardrailReport report) {
		super(ProblemType.GUARDRAILS_BROKEN, "not intact: " + String.join("; ", report.faults()));
		this.report = report;
	}

	/**
	 * What was seen.
	 * @return a report that is not intact
	 */
	public GuardrailReport report() {
		return this.report;
	}

	@Override
	public String detail() {
		List<String> faults = this.report.faults();
		String named = String.join("; ", faults.subList(0, Math.min(MAX_NAMED, faults.size())));
		String rest = (faults.size() > MAX_NAMED) ? "; and " + (faults.size() - MAX_NAMED) + " more" : "";
		return "Nothing is recorded while the database is not as its schema made it: " + named + rest
				+ ". GET /api/v1/guardrails says how to undo it.";
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(5));
	}

}
