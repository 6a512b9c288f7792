package cto.registry.packet;

import java.util.List;

/**
 * What was found about a packet.
 */
public sealed interface ValidationResult {

	/**
	 * The packet keeps every rule.
	 *
	 * @param packet what it proposes
	 */
	record Accepted(ApprovalPacket packet) implements ValidationResult {
	}

	/**
	 * The bytes are not one unambiguous JSON or YAML document.
	 *
	 * @param detail what is wrong and, where known, at which line and column (from 1)
	 */
	record Malformed(String detail) implements ValidationResult {
	}

	/**
	 * The packet breaks rules.
	 *
	 * @param violations the rules broken, in the order of their pointers; cut where there
	 * are more than an answer can hold
	 * @param violationCount how many there are in all
	 * @param guardrailViolated whether one of them reads like an approval
	 */
	record Invalid(List<Violation> violations, int violationCount,
			boolean guardrailViolated) implements ValidationResult {

		public Invalid {
			violations = List.copyOf(violations);
			if (violations.isEmpty() || violationCount < violations.size()) {
				throw new IllegalArgumentException(
						violations.size() + " of " + violationCount + " violations; at least 1 is needed");
			}
		}

	}

}
