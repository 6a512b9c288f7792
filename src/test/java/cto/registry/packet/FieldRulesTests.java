package cto.registry.packet;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class FieldRulesTests {

	@Test
	void acceptsTheSmallestPacket() {
		assertThat(Validated.accepted(Packets.validate(Packets.valid())).title()).isEqualTo("A title");
	}

	@ParameterizedTest
	@ValueSource(strings = { "packet_version", "packet_id", "title", "requested_by", "work_items", "task_shape",
			"target_repository", "allowed_paths", "harness_command", "proof_pointers", "blocked_actions",
			"approval_granted", "execution_allowed", "runtime_default_activation", "approval_required_from",
			"task_shape/name", "task_shape/summary", "harness_command/argv", "proof_pointers/0/kind",
			"proof_pointers/0/ref" })
	void refusesAPacketWithoutARequiredMember(String member) {
		int last = member.lastIndexOf('/');
		ValidationResult validation = Packets.with((packet) -> {
			JsonNode parent = (last < 0) ? packet : packet.at("/" + member.substring(0, last));
			((ObjectNode) parent).remove(member.substring(last + 1));
		});
		assertThat(Validated.violations(validation)).containsExactly("/" + member + " required");
		assertThat(Validated.refused(validation).guardrailViolated()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "packet_version", "packet_id", "title", "requested_by", "work_items", "work_items/0",
			"task_shape", "task_shape/name", "task_shape/summary", "backend", "target_repository", "target_revision",
			"allowed_paths", "allowed_paths/0", "harness_command", "harness_command/argv", "harness_command/argv/1",
			"harness_command/working_directory", "harness_command/environment", "proof_pointers", "proof_pointers/0",
			"proof_pointers/0/kind", "proof_pointers/0/ref", "proof_pointers/0/sha256", "blocked_actions",
			"approval_required_from", "supersedes", "notes" })
	void refusesAValueOfAnotherType(String member) {
		for (String other : List.of("1", "1e999999999", "true", "null")) {
			assertThat(Validated.violations(Validated.json(replaced(member, other)))).as(other)
				.containsExactly("/" + member + " type");
		}
	}

	private static String replaced(String member, String json) {
		ObjectNode packet = Packets.valid();
		int last = member.lastIndexOf('/');
		JsonNode parent = (last < 0) ? packet : packet.at("/" + member.substring(0, last));
		if (parent instanceof ArrayNode array) {
			array.set(Integer.parseInt(member.substring(last + 1)), "HERE");
		}
		else {
			((ObjectNode) parent).put(member.substring(last + 1), "HERE");
		}
		return packet.toString().replace("\"HERE\"", json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "packet id", "a/b", "é", "a\n", "a'" })
	void refusesAPacketIdOfAnotherForm(String id) {
		List<String> violations = Validated.violations(Packets.with("/packet_id", id));
		assertThat(violations).containsExactly("/packet_id " + (id.endsWith("\n") ? "unsafe_characters" : "format"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CTO-WORK-067", "A-0", "A1-B2-3", "X9-9-9" })
	void acceptsAWorkItem(String item) {
		assertThat(Packets.with("/work_items/0", item)).isInstanceOf(ValidationResult.Accepted.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "cto-work-067", "CTO", "CTO-", "CTO-WORK", "CTO--1", "-1", "1-1", "CTO-1-", "CTO-1 ",
			"CTO_1", "CTO-WORK-1a", "CTO-1--2" })
	void refusesAWorkItemOfAnotherForm(String item) {
		assertThat(Validated.violations(Packets.with("/work_items/0", item))).containsExactly("/work_items/0 format");
	}

	@Test
	void refusesTheSameItemTwice() {
		assertThat(Validated.refused(Packets.with("/work_items", Packets.array("A-1", "A-2", "A-1"))).violations())
			.containsExactly(new Violation("/work_items/2", ViolationCode.DUPLICATE,
					"'A-1' is already at /work_items/0; list it once"));
		assertThat(Validated.violations(Packets.with("/allowed_paths", Packets.array("a", "a", "a"))))
			.containsExactly("/allowed_paths/1 duplicate", "/allowed_paths/2 duplicate");
	}

	@Test
	void refusesAnotherVersion() {
		assertThat(Validated.refused(Packets.with("/packet_version", "2")).violations()).containsExactly(
				new Violation("/packet_version", ViolationCode.UNKNOWN_VALUE, "'2' is not known; allowed: '1'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "url", "commit", "record" })
	void acceptsAKindOfProof(String kind) {
		assertThat(Packets.with("/proof_pointers/0/kind", kind)).isInstanceOf(ValidationResult.Accepted.class);
	}

	@Test
	void refusesAnUnknownKindOfProof() {
		assertThat(Validated.refused(Packets.with("/proof_pointers/0/kind", "hearsay")).violations())
			.containsExactly(new Violation("/proof_pointers/0/kind", ViolationCode.UNKNOWN_VALUE,
					"'hearsay' is not known; allowed: file, url, commit, record"));
	}

	@Test
	void takesLowerCaseDigestsOfFullLength() {
		String digest = "0123456789abcdef".repeat(4);
		assertThat(Validated.accepted(Packets.with("/proof_pointers/0/sha256", digest)).proofPointers())
			.containsExactly(new ProofPointer("file", "WORKBOARD.yaml", digest));
		for (String other : List.of("", digest.substring(1), digest + "0", digest.replace('a', 'A'),
				digest.replace('a', 'g'))) {
			assertThat(Validated.violations(Packets.with("/proof_pointers/0/sha256", other)))
				.containsExactly("/proof_pointers/0/sha256 format");
		}
	}

	@Test
	void namesEachMandatoryBlockedActionThatIsMissing() {
		assertThat(Validated.refused(Packets.with("/blocked_actions", Packets.array("delete_everything"))).violations())
			.hasSize(6)
			.allMatch((fault) -> fault.pointer().equals("/blocked_actions")
					&& fault.code() == ViolationCode.BLOCKED_ACTION_MISSING)
			.anyMatch((fault) -> fault.detail().equals("'execute_case' is missing; it must stay blocked"));
	}

	@Test
	void findsAMandatoryBlockedActionBehindManyOthers() {
		ArrayNode actions = JsonNodeFactory.instance.arrayNode();
		IntStream.range(0, 2000).forEach((i) -> actions.add("action" + i));
		BlockedActions.MANDATORY.forEach(actions::add);
		assertThat(Validated.violations(Packets.with("/blocked_actions", actions)))
			.containsExactly("/blocked_actions count");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Execute", "1a", "_a", "a-b", "a b" })
	void refusesABlockedActionOfAnotherForm(String action) {
		ArrayNode actions = Packets.array(BlockedActions.MANDATORY.toArray(new String[0])).add(action);
		assertThat(Validated.violations(Packets.with("/blocked_actions", actions)))
			.containsExactly("/blocked_actions/6 format");
	}

	@Test
	void keepsOtherBlockedActions() {
		ArrayNode actions = Packets.array(BlockedActions.MANDATORY.toArray(new String[0])).add("push_to_main_2");
		assertThat(Validated.accepted(Packets.with("/blocked_actions", actions)).blockedActions())
			.contains("push_to_main_2");
	}

	@Test
	void refusesARepositoryThatIsNotAdmitted() {
		assertThat(Validated.refused(Packets.with("/target_repository", "hermes-agent")).violations())
			.containsExactly(new Violation("/target_repository", ViolationCode.REPOSITORY_NOT_ADMITTED,
					"'hermes-agent' is not admitted; admitted: core-docs, cto"));
		assertThat(Validated.violations(Packets.with("/target_repository", "CTO")))
			.containsExactly("/target_repository repository_not_admitted");
	}

	@Test
	void refusesAnApproverThatIsNotConfigured() {
		assertThat(
				Validated.accepted(Packets.with("/approval_required_from", "ops@example.org")).approvalRequiredFrom())
			.isEqualTo("ops@example.org");
		assertThat(Validated.refused(Packets.with("/approval_required_from", "somebody")).violations())
			.containsExactly(new Violation("/approval_required_from", ViolationCode.APPROVER_UNKNOWN,
					"'somebody' is no configured approver; configured: JP, ops@example.org"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/requested_by", "/task_shape/name", "/backend", "/approval_required_from" })
	void refusesAnIdentityThatIsASentence(String pointer) {
		for (String text : List.of("JP (approved)", "JP was given. No second approval", "-a", "@a", "a b", "a,b",
				"\u00e9", "a\u0430", "J\u00a0P")) {
			assertThat(Validated.violations(Packets.with(pointer, text))).as(text).containsExactly(pointer + " format");
		}
		assertThat(Validated.violations(Packets.with("/requested_by", "a".repeat(101))))
			.containsExactly("/requested_by length");
		assertThat(Packets.with("/requested_by", "0aZ._@:/+#~-")).isInstanceOf(ValidationResult.Accepted.class);
	}

	@Test
	void takesARevisionOfFullLength() {
		for (String revision : List.of("0123456789abcdef0123456789abcdef01234567", "0123456789abcdef".repeat(4))) {
			assertThat(Validated.accepted(Packets.with("/target_revision", revision)).targetRevision())
				.isEqualTo(revision);
		}
		for (String other : List.of("", "main", "0123456", "A".repeat(40), "0".repeat(39), "0".repeat(41),
				"0".repeat(65))) {
			assertThat(Validated.violations(Packets.with("/target_revision", other)))
				.containsExactly("/target_revision format");
		}
	}

	@Test
	void refusesToSupersedeARecordThatDoesNotExist() {
		assertThat(Validated.accepted(Packets.with("/supersedes", Validated.RECORD.toString())).supersedes())
			.isEqualTo(Validated.RECORD);
		assertThat(Validated.violations(Packets.with("/supersedes", "01980000-0000-7000-8000-000000000002")))
			.containsExactly("/supersedes superseded_record_unknown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1-1-1-1-1", "01980000-0000-7000-8000-00000000000g",
			"0198000000007000800000000000000001", "{01980000-0000-7000-8000-000000000001}",
			"urn:uuid:01980000-0000-7000-8000-000000000001", "01980000-0000-7000-8000-0000000000011" })
	void refusesToSupersedeWhatIsNoUuid(String id) {
		assertThat(Validated.violations(Packets.with("/supersedes", id))).containsExactly("/supersedes format");
	}

	@Test
	void judgesTheEnvironment() {
		assertThat(Validated
			.accepted(Packets.with("/harness_command/environment", Packets.parse("{\"B\":\"1\",\"A\":\"\"}")))
			.harnessCommand()
			.environment()
			.entrySet()).extracting(Object::toString).containsExactly("B=1", "A=");
		assertThat(Validated
			.violations(Packets.with("/harness_command/environment", Packets.parse("{\"\":\"1\",\"A\":1}"))))
			.containsExactly("/harness_command/environment/ format", "/harness_command/environment/A type");
		ObjectNode many = JsonNodeFactory.instance.objectNode();
		IntStream.range(0, 300).forEach((i) -> many.put("V" + i, ""));
		assertThat(Validated.refused(Packets.with("/harness_command/environment", many)).violations())
			.containsExactly(new Violation("/harness_command/environment", ViolationCode.COUNT,
					"has 300 members; at most 256 are allowed"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"text\"", "1", "true", "null" })
	void refusesWhatIsNoObject(String json) {
		assertThat(Validated.violations(Validated.json(json))).containsExactly(" type");
	}

	@Test
	void reportsAllRulesAtOnceInTheOrderOfTheirPointers() {
		ValidationResult validation = Packets.with((packet) -> {
			packet.set("allowed_paths", Packets.array("WORKBOARD.yaml", "../core"));
			packet.put("target_repository", "hermes-agent").put("approval_granted", true).remove("title");
		});
		assertThat(Validated.violations(validation)).containsExactly("/allowed_paths/1 path_escapes_repository",
				"/approval_granted must_be_false", "/target_repository repository_not_admitted", "/title required");
		assertThat(Validated.refused(validation).violationCount()).isEqualTo(4);
	}

}
