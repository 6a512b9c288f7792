package cto.registry.packet;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class GuardrailScanTests {

	private static final List<String> NOT_FALSE = List.of("true", "\"false\"", "\"\"", "0", "1", "null", "[]", "{}",
			"[false]");

	@ParameterizedTest
	@ValueSource(
			strings = { "approved", "Approved", "APPROVED", "approval-granted", "approvalGranted", "approval granted",
					"Approval.Granted", "execution_approved", "executionAllowed", "runtime-default-activation",
					"auto-approve", "autoApprove", "auto_execute", "ａｐｐｒｏｖｅｄ", "_approved_", "✅approved",
					"appr\u200boved", "appr\u3164oved", "approved\u0489", "ⓐⓟⓟⓡⓞⓥⓔⓓ", "𝐚pproved", "exeCUTIonALLowed" })
	void refusesAnythingButFalseForWhatReadsLikeAnApproval(String name) {
		for (String value : NOT_FALSE) {
			Judgement judgement = Packets.with((packet) -> packet.putObject("extra").set(name, Packets.parse(value)));
			assertThat(Judged.faults(judgement)).as(value).containsExactly("/extra/" + name + " must_be_false");
			assertThat(Judged.refused(judgement).guardrailViolated()).isTrue();
		}
		assertThat(Packets.with((packet) -> packet.putObject("extra").put(name, false)))
			.isInstanceOf(Judgement.Accepted.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "approval_required", "approvalRequired", "JP approval required", "jp_approval_required" })
	void refusesAnythingButTrueForWhatKeepsApprovalRequired(String name) {
		for (String value : List.of("false", "\"true\"", "1", "null")) {
			Judgement judgement = Packets.with((packet) -> packet.putObject("extra").set(name, Packets.parse(value)));
			assertThat(Judged.faults(judgement)).containsExactly("/extra/" + name + " must_be_true");
			assertThat(Judged.refused(judgement).guardrailViolated()).isTrue();
		}
		assertThat(Packets.with((packet) -> packet.putObject("extra").put(name, true)))
			.isInstanceOf(Judgement.Accepted.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "approval", "approver", "approved_by", "not_approved", "approval_required_from", "execute",
			"gr\u00e4nted", "approvéd", "preapproved" })
	void leavesOtherNamesAlone(String name) {
		assertThat(Packets.with((packet) -> packet.putObject("extra").put(name, true)))
			.isInstanceOf(Judgement.Accepted.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "approval_granted", "execution_allowed", "runtime_default_activation" })
	void reportsAFlagOnceAndAsAGuardrail(String flag) {
		for (String value : NOT_FALSE) {
			Judgement judgement = Packets.with("/" + flag, Packets.parse(value));
			assertThat(Judged.faults(judgement)).as(value).containsExactly("/" + flag + " must_be_false");
			assertThat(Judged.refused(judgement).guardrailViolated()).isTrue();
		}
	}

	@Test
	void looksIntoArraysAndIntoEveryObject() {
		Judgement judgement = Packets.with((packet) -> {
			packet.set("x", Packets.parse("[[{\"y\":[0,{\"Approved\":true}]}]]"));
			((ObjectNode) packet.at("/proof_pointers/0")).put("auto-approve", true);
			((ObjectNode) packet.get("harness_command")).putObject("environment").put("APPROVED", "1");
		});
		assertThat(Judged.faults(judgement)).containsExactly("/harness_command/environment/APPROVED must_be_false",
				"/proof_pointers/0/auto-approve must_be_false", "/x/0/0/y/1/Approved must_be_false");
	}

	@Test
	void looksIntoWhatIsNoObject() {
		assertThat(Judged.refused(Judged.json("[{\"approved\":true}]")).guardrailViolated()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "True", "on", "'false'", "No", "~", "0" })
	void refusesAnythingButFalseInYaml(String value) {
		Judgement judgement = Judged.yaml("extra:\n  approved: " + value + "\n");
		assertThat(Judged.faults(judgement)).contains("/extra/approved must_be_false");
	}

	@Test
	void escapesPointers() {
		Judgement judgement = Packets.with((packet) -> packet.putObject("a/b~c").put("approved/", true));
		assertThat(Judged.faults(judgement)).containsExactly("/a~1b~0c/approved~1 must_be_false");
	}

}
