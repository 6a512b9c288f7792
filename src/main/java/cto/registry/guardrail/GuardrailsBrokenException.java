package cto.registry.guardrail;

import java.util.List;

/**
 * The database does not force every guarantee, so nothing may be recorded in it.
 */
public final class GuardrailsBrokenException extends RuntimeException {

	private final List<String> broken;

	GuardrailsBrokenException(List<String> broken) {
		super("not intact: " + String.join(", ", broken), null, false, false);
		this.broken = List.copyOf(broken);
	}

	/**
	 * Names what is missing.
	 * @return guard names and probe attempts
	 */
	public List<String> broken() {
		return this.broken;
	}

}
