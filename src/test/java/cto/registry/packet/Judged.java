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
final class Judged {

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

	static final PacketJudge JUDGE = PacketJudge.ofPackets(FACTS);

	private Judged() {
	}

	static Judgement json(String text) {
		return JUDGE.judge(text.getBytes(StandardCharsets.UTF_8), PacketMediaType.JSON);
	}

	static Judgement yaml(String text) {
		return JUDGE.judge(text.getBytes(StandardCharsets.UTF_8), PacketMediaType.YAML);
	}

	static ApprovalPacket accepted(Judgement judgement) {
		Assertions.assertThat(judgement).isInstanceOf(Judgement.Accepted.class);
		return ((Judgement.Accepted) judgement).packet();
	}

	static Judgement.Refused refused(Judgement judgement) {
		Assertions.assertThat(judgement).isInstanceOf(Judgement.Refused.class);
		return (Judgement.Refused) judgement;
	}

	static String malformed(Judgement judgement) {
		Assertions.assertThat(judgement).isInstanceOf(Judgement.Malformed.class);
		return ((Judgement.Malformed) judgement).detail();
	}

	/** The faults as {@code pointer code}, in their order. */
	static List<String> faults(Judgement judgement) {
		return refused(judgement).faults()
			.stream()
			.map((fault) -> fault.pointer() + " " + fault.code().value())
			.toList();
	}

}
