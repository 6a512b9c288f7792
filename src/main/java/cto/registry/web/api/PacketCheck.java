package cto.registry.web.api;

import java.util.List;

import cto.registry.packet.ValidationResult;
import cto.registry.problem.ProblemType;
import cto.registry.recording.PacketIdTakenException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The result of validating a packet without recording it.
 */
@JsonNaming(SnakeCaseStrategy.class)
record PacketCheck(boolean valid, @Nullable String code, @Nullable String detail, List<ViolationView> errors,
		int errorsTotal, boolean stored, boolean approvalGranted) {

	static PacketCheck of(ValidationResult validation) {
		if (validation instanceof ValidationResult.Invalid refused) {
			ProblemType type = refused.guardrailViolated() ? ProblemType.GUARDRAIL_VIOLATION
					: ProblemType.INVALID_PACKET;
			return new PacketCheck(false, type.code(), null, ViolationView.of(refused), refused.violationCount(), false,
					false);
		}
		if (validation instanceof ValidationResult.Malformed malformed) {
			return new PacketCheck(false, ProblemType.MALFORMED_PACKET.code(), malformed.detail(), List.of(), 0, false,
					false);
		}
		return new PacketCheck(true, null, null, List.of(), 0, false, false);
	}

	static PacketCheck of(PacketIdTakenException taken) {
		return new PacketCheck(false, ProblemType.PACKET_ID_CONFLICT.code(), taken.detail(), List.of(), 0, false,
				false);
	}

}
