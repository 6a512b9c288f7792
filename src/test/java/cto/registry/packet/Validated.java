package cto.registry.packet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.assertj.core.api.Assertions;

/**
 * Judges text as a registry would that admits {@code cto}, has two approvers and one
 * record.
 */
final class Validated {

	static final UUID RECORD = UUID.fromString("01980000-0000-7000-8000-000000000001");

	static final RegistryFacts FACTS = new RegistryFacts() {

		@Override
		public Set<String> admittedRepositories() {
			return Set.of("cto", "core-docs");
		}

		@Override
		public Set<String> approvers() {
			return Set.of("JP", "ops@example.org");
		}

		@Override
		public boolean recordExists(UUID id) {
			return id.equals(RECORD);
		}

	};

	static final PacketValidator VALIDATOR = PacketValidator.ofPackets(FACTS);

	private Validated() {
	}

	static ValidationResult json(String text) {
		return VALIDATOR.validate(text.getBytes(StandardCharsets.UTF_8), PacketMediaType.JSON);
	}

	static ValidationResult yaml(String text) {
		return VALIDATOR.validate(text.getBytes(StandardCharsets.UTF_8), PacketMediaType.YAML);
	}

	static ApprovalPacket accepted(ValidationResult validation) {
		Assertions.assertThat(validation).isInstanceOf(ValidationResult.Accepted.class);
		return ((ValidationResult.Accepted) validation).packet();
	}

	static ValidationResult.Invalid refused(ValidationResult validation) {
		Assertions.assertThat(validation).isInstanceOf(ValidationResult.Invalid.class);
		return (ValidationResult.Invalid) validation;
	}

	static String malformed(ValidationResult validation) {
		Assertions.assertThat(validation).isInstanceOf(ValidationResult.Malformed.class);
		return ((ValidationResult.Malformed) validation).detail();
	}

	/** The faults as {@code pointer code}, in their order. */
	static List<String> violations(ValidationResult validation) {
		return refused(validation).violations()
			.stream()
			.map((fault) -> fault.pointer() + " " + fault.code().value())
			.toList();
	}

}
