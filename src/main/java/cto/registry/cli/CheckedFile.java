package cto.registry.cli;

import java.util.List;

import cto.registry.packet.ValidationResult;
import cto.registry.packet.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one file.
 *
 * @param file its name, {@code -} for standard input
 * @param exitCode as if it were the only one
 * @param code the problem's code as the service would answer, or null if it is valid
 * @param detail what is wrong with the whole, or null
 * @param errors the rules that it breaks
 * @param errorsTotal how many there are, as {@code errors} may be cut
 * @param notes what could not be looked at
 */
record CheckedFile(String file, int exitCode, @Nullable String code, @Nullable String detail, List<Violation> errors,
		int errorsTotal, List<String> notes) {

	static CheckedFile of(String file, ValidationResult validation, List<String> notes) {
		if (validation instanceof ValidationResult.Invalid refused) {
			return new CheckedFile(file, Commands.REFUSED,
					refused.guardrailViolated() ? "guardrail_violation" : "invalid_packet", null, refused.violations(),
					refused.violationCount(), notes);
		}
		if (validation instanceof ValidationResult.Malformed malformed) {
			return refused(file, "malformed_packet", malformed.detail());
		}
		return new CheckedFile(file, Commands.FINE, null, null, List.of(), 0, notes);
	}

	static CheckedFile refused(String file, String code, String detail) {
		return new CheckedFile(file, Commands.REFUSED, code, detail, List.of(), 0, List.of());
	}

	static CheckedFile unreadable(String file, String detail) {
		return new CheckedFile(file, Commands.COULD_NOT_RUN, "unreadable", detail, List.of(), 0, List.of());
	}

	boolean valid() {
		return this.exitCode == Commands.FINE;
	}

}
