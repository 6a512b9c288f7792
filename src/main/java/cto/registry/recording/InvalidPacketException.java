package cto.registry.recording;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import cto.registry.packet.ValidationResult;
import cto.registry.packet.Violation;
import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * The packet breaks rules; nothing was recorded.
 */
public final class InvalidPacketException extends ProblemException {

	private final transient ValidationResult.Invalid validation;

	InvalidPacketException(ValidationResult.Invalid validation) {
		super(validation.guardrailViolated() ? ProblemType.GUARDRAIL_VIOLATION : ProblemType.INVALID_PACKET,
				validation.guardrailViolated()
						? "Nothing was recorded. A packet proposes; it cannot approve, allow or activate anything."
						: "Nothing was recorded. Correct what errors lists and send the packet again.");
		this.validation = validation;
	}

	/**
	 * Returns what it breaks.
	 * @return the result of its validation
	 */
	public ValidationResult.Invalid validation() {
		return this.validation;
	}

	@Override
	public String title() {
		int violations = this.validation.violationCount();
		return this.validation.guardrailViolated() ? super.title()
				: "The packet breaks " + violations + ((violations == 1) ? " rule" : " rules");
	}

	@Override
	public Map<String, Object> members() {
		List<Map<String, String>> errors = this.validation.violations()
			.stream()
			.map(InvalidPacketException::error)
			.toList();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("errors", errors);
		members.put("errors_total", this.validation.violationCount());
		return members;
	}

	private static Map<String, String> error(Violation fault) {
		Map<String, String> error = new LinkedHashMap<>();
		error.put("pointer", fault.pointer());
		error.put("code", fault.code().value());
		error.put("detail", fault.detail());
		return error;
	}

}
