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

	private final List<String> broken;

	GuardrailsBrokenException(List<String> broken) {
		super(ProblemType.GUARDRAILS_BROKEN, "not intact: " + String.join(", ", broken));
		this.broken = List.copyOf(broken);
	}

	/**
	 * Names what is missing.
	 * @return guard names and probe attempts
	 */
	public List<String> broken() {
		return this.broken;
	}

	@Override
	public String detail() {
		return "Nothing is recorded while the database lacks: " + String.join(", ", this.broken);
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(5));
	}

}
