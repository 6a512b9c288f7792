package cto.registry.packet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExamplesTests {

	@Test
	void acceptsThePacketOfWorkItem066() throws IOException {
		ApprovalPacket packet = Validated.accepted(Validated.yaml(example("cto-work-066.yaml")));
		assertThat(packet.workItems()).containsExactly("CTO-WORK-066");
		assertThat(packet.packetId()).isEqualTo("cto-work-066-prose-discipline");
		assertThat(packet.harnessCommand().argv()).containsExactly("python3",
				"/home/svrnty/workspaces/cortex-os/core/tools/check_s69_caveman_prose_discipline.py");
	}

	@Test
	void acceptsThePacketOfWorkItem067() throws IOException {
		ApprovalPacket packet = Validated.accepted(Validated.json(example("cto-work-067.json")));
		assertThat(packet.workItems()).containsExactly("CTO-WORK-067");
		assertThat(packet.packetId()).isEqualTo("cto-work-067-validate-cto-child");
		assertThat(packet.harnessCommand().argv()).containsExactly("python3", "tools/validate_cto_child.py");
		assertThat(packet.blockedActions()).isEqualTo(BlockedActions.MANDATORY);
		assertThat(packet.approvalRequiredFrom()).isEqualTo("JP");
	}

	@Test
	void refusesThePacketThatClaimsApproval() throws IOException {
		ValidationResult.Invalid refused = Validated.refused(Validated.json(example("claims-approval.json")));
		assertThat(refused.guardrailViolated()).isTrue();
		assertThat(refused.violations()).isEqualTo(List.of(new Violation("/approval_granted",
				ViolationCode.MUST_BE_FALSE, "is true; only the literal false is allowed")));
	}

	private static String example(String name) throws IOException {
		return Files.readString(Path.of("examples", name));
	}

}
