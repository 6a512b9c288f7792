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

	static final PacketValidator JUDGE = PacketValidator.ofPackets(FACTS);

	private Validated() {
	}

	static ValidationResult json(String text) {
		return JUDGE.judge(text.getBytes(StandardCharsets.UTF_8), PacketMediaType.JSON);
	}

	static ValidationResult yaml(String text) {
		return JUDGE.judge(text.getBytes(StandardCharsets.UTF_8), PacketMediaType.YAML);
	}

	static ApprovalPacket accepted(ValidationResult judgement) {
		Assertions.assertThat(judgement).isInstanceOf(ValidationResult.Accepted.class);
		return ((ValidationResult.Accepted) judgement).packet();
	}

	static ValidationResult.Refused refused(ValidationResult judgement) {
		Assertions.assertThat(judgement).isInstanceOf(ValidationResult.Refused.class);
		return (ValidationResult.Refused) judgement;
	}

	static String malformed(ValidationResult judgement) {
		Assertions.assertThat(judgement).isInstanceOf(ValidationResult.Malformed.class);
		return ((ValidationResult.Malformed) judgement).detail();
	}

	/** The faults as {@code pointer code}, in their order. */
	static List<String> faults(ValidationResult judgement) {
		return refused(judgement).faults()
			.stream()
			.map((fault) -> fault.pointer() + " " + fault.code().value())
			.toList();
	}

}
