package cto.registry.packet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A packet has the members that its schema names, and no other.
 */
class ClosedPacketTests {

	private static final List<String> OBJECTS = List.of("", "/task_shape", "/harness_command", "/proof_pointers/0");

	/** 677 members as real packets have them; half of them claim an approval. */
	private static List<JsonNode> fragments() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("src/test/resources/claims/corpus.jsonl"))) {
			return lines.map(Packets::parse).map((line) -> line.path("fragment")).toList();
		}
	}

	@Test
	void refusesEveryFragmentAtItsFirstUnknownMember() throws IOException {
		int tried = 0;
		for (JsonNode fragment : fragments()) {
			for (String place : OBJECTS) {
				ObjectNode packet = Packets.valid();
				ObjectNode object = (ObjectNode) packet.at(place);
				String unknown = fragment.propertyStream()
					.map((member) -> member.getKey())
					.filter((name) -> !isMember(place, name))
					.findFirst()
					.orElse(null);
				if (unknown == null) {
					continue;
				}
				fragment.properties().forEach((member) -> object.set(member.getKey(), member.getValue()));
				String pointer = place + Pointer.ROOT.child(unknown);
				assertThat(Validated.violations(Packets.validate(packet))).contains(pointer + " unknown_member");
				assertThat(Validated.violations(Validated.yaml(packet.toString())))
					.contains(pointer + " unknown_member");
				tried++;
			}
			ObjectNode nested = Packets.valid();
			nested.putObject("meta").set("review", fragment);
			assertThat(Validated.violations(Packets.validate(nested))).containsExactly("/meta unknown_member");
		}
		assertThat(tried).isGreaterThan(2700);
	}

	private static boolean isMember(String place, String name) {
		String at = switch (place) {
			case "" -> "/properties";
			case "/proof_pointers/0" -> "/properties/proof_pointers/items/properties";
			default -> "/properties" + place + "/properties";
		};
		return PacketSchema.membersAt(at).contains(name);
	}

	@Test
	void refusesANameThatDiffersInCaseOnly() {
		for (String name : List.of("Harness_Command", "HARNESS_COMMAND", "harne\u017f\u017f_command", "Title",
				"approval_Granted")) {
			ValidationResult validation = Packets.with((packet) -> packet.put(name, "x"));
			assertThat(Validated.violations(validation)).containsExactly("/" + name + " unknown_member");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', titel, title", "'', supercedes, supersedes", "'', allowedPaths, allowed_paths",
			"'', Allowed-Paths, allowed_paths", "'', command, harness_command", "'', paths, allowed_paths",
			"'', repository, target_repository", "'', repo, target_repository", "'', commit, target_revision",
			"'', note, notes", "'', workitems, work_items", "'', argv, harness_command.argv",
			"'', environment, harness_command.environment", "/task_shape, nmae, name",
			"/task_shape, description, summary", "/harness_command, env, environment", "/harness_command, args, argv",
			"/harness_command, cwd, working_directory", "/proof_pointers/0, path, ref",
			"/proof_pointers/0, sha-256, sha256" })
	void namesTheMemberThatIsMeant(String place, String name, String meant) {
		assertThat(sentence(place, name, "1")).isEqualTo("'" + name + "' is no member of "
				+ (place.isEmpty() ? "a packet" : place.replaceAll("^/|/0$", "")) + "; did you mean '" + meant + "'?");
	}

	@Test
	void guessesNothingThatIsNotNear() {
		for (String name : List.of("x", "ab", "colour", "priority", "titanium", "n".repeat(5000))) {
			assertThat(sentence("", name, "1")).endsWith("; leave it out, or write it into 'notes'");
		}
	}

	private static String sentence(String place, String name, String json) {
		List<Violation> violations = Validated.refused(Packets.with(place + "/" + name, Packets.parse(json)))
			.violations();
		assertThat(violations).hasSize(1);
		return violations.get(0).detail();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "approved", "Approved", "APPROVED", "approval-granted", "approvalGranted", "approval granted",
					"Approval.Granted", "execution_approved", "executionAllowed", "runtime-default-activation",
					"auto-approve", "autoApprove", "auto_execute", "ａｐｐｒｏｖｅｄ", "_approved_", "✅approved",
					"appr\u200boved", "appr\u3164oved", "approved\u0489", "ⓐⓟⓟⓡⓞⓥⓔⓓ", "𝐚pproved", "exeCUTIonALLowed" })
	void countsAsAnAttemptWhatReadsLikeAGrantAndIsNotASpellingOfFalse(String name) {
		for (String place : OBJECTS) {
			for (String value : List.of("true", "\"true\"", "\"\"", "1", "[]", "{}", "[false]", "\"JP\"")) {
				assertThat(attempt(place, name, value)).as("%s %s", name, value).isTrue();
			}
			for (String value : List.of("false", "\"false\"", "\"No\"", "\"off\"", "0", "-0.0e5", "null")) {
				assertThat(attempt(place, name, value)).as("%s %s", name, value).isFalse();
			}
		}
		assertThat(attempt("", "meta", "{\"a\":[[{\"" + name + "\":true}]]}")).isTrue();
		assertThat(attempt("", "meta", "{\"a\":[[{\"" + name + "\":false}]]}")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "approval_required", "approvalRequired", "JP approval required", "requires_approval" })
	void countsAsAnAttemptWhatSaysThatNoApprovalIsRequired(String name) {
		for (String value : List.of("false", "\"true\"", "1", "null", "\"never\"")) {
			assertThat(attempt("", name, value)).as(value).isTrue();
		}
		assertThat(attempt("", name, "true")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "approver", "approved_at", "not_approved", "execute", "gr\u00e4nted", "approvéd", "votes",
			"constructor", "approved_by_nobody_in_particular" })
	void countsNoOtherUnknownMemberAsAnAttempt(String name) {
		assertThat(attempt("", name, "true")).isFalse();
	}

	/** Every unknown member is refused with one fault, attempt or not. */
	private static boolean attempt(String place, String name, String json) {
		ValidationResult validation = Packets.with(place + Pointer.ROOT.child(name), Packets.parse(json));
		assertThat(Validated.violations(validation))
			.containsExactly(place + Pointer.ROOT.child(name) + " unknown_member");
		return Validated.refused(validation).guardrailViolated();
	}

	@Test
	void seesAnAttemptInWhatIsNotEvenAPacket() {
		assertThat(Validated.refused(Validated.json("[{\"approved\":true}]")).guardrailViolated()).isTrue();
		assertThat(Validated.refused(Packets.with("/title", Packets.parse("{\"approved\":true}"))).guardrailViolated())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "approval_granted", "execution_allowed", "runtime_default_activation" })
	void takesTheLiteralFalseOnlyForAFlag(String flag) {
		for (String value : List.of("true", "\"true\"", "1", "[]", "{}", "[false]", "\"yes\"", "\"\"")) {
			ValidationResult validation = Packets.with("/" + flag, Packets.parse(value));
			assertThat(Validated.violations(validation)).as(value).containsExactly("/" + flag + " must_be_false");
			assertThat(Validated.refused(validation).guardrailViolated()).as(value).isTrue();
		}
		for (String value : List.of("\"false\"", "\"False\"", "\"no\"", "\"off\"", "0", "null")) {
			ValidationResult validation = Packets.with("/" + flag, Packets.parse(value));
			assertThat(Validated.violations(validation)).as(value).containsExactly("/" + flag + " type");
			assertThat(Validated.refused(validation).violations().get(0).detail()).endsWith("; write false");
			assertThat(Validated.refused(validation).guardrailViolated()).as(value).isFalse();
		}
	}

	@ParameterizedTest
	@CsvSource({ "no, type", "No, type", "off, type", "0, type", "0x0, type", "~, type", "'', type",
			"yes, must_be_false", "True, must_be_false", "on, must_be_false", "1, must_be_false", "'''false''', type" })
	void takesTheLiteralFalseOnlyForAFlagOfYaml(String value, String code) {
		String yaml = Packets.valid()
			.toString()
			.replace("\"approval_granted\":false", "\"approval_granted\": " + value);
		assertThat(Validated.violations(Validated.yaml(yaml))).containsExactly("/approval_granted " + code);
	}

	@Test
	void takesAnyWellFormedVariable() {
		for (String name : List.of("AUTO_APPROVE", "APPROVED", "approval_required", "_x", "a1")) {
			for (String value : List.of("false", "true", "", "a\nb\tc")) {
				ObjectNode environment = Packets.valid().objectNode().put(name, value);
				assertThat(Validated.accepted(Packets.with("/harness_command/environment", environment))
					.harnessCommand()
					.environment()).containsEntry(name, value);
			}
		}
		for (String name : List.of("", "1a", "a-b", "a.b", "a b", "é", "a\u200b", "A=")) {
			ObjectNode environment = Packets.valid().objectNode().put(name, "");
			assertThat(Validated.violations(Packets.with("/harness_command/environment", environment)))
				.containsExactly("/harness_command/environment/" + name + " format");
		}
	}

}
