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

	private final transient ValidationResult.Refused judgement;

	InvalidPacketException(ValidationResult.Refused judgement) {
		super(judgement.guardrailViolated() ? ProblemType.GUARDRAIL_VIOLATION : ProblemType.INVALID_PACKET,
				judgement.guardrailViolated()
						? "Nothing was recorded. A packet proposes; it cannot approve, allow or activate anything."
						: "Nothing was recorded. Correct what errors lists and send the packet again.");
		this.judgement = judgement;
	}

	/**
	 * Returns what it breaks.
	 * @return the result of its validation
	 */
	public ValidationResult.Refused judgement() {
		return this.judgement;
	}

	@Override
	public String title() {
		int faults = this.judgement.faultCount();
		return this.judgement.guardrailViolated() ? super.title()
				: "The packet breaks " + faults + ((faults == 1) ? " rule" : " rules");
	}

	@Override
	public Map<String, Object> members() {
		List<Map<String, String>> errors = this.judgement.faults().stream().map(InvalidPacketException::error).toList();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("errors", errors);
		members.put("errors_total", this.judgement.faultCount());
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
