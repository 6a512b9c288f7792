package cto.registry.rendering;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import cto.registry.packet.ApprovalPacket;
import cto.registry.record.ApprovalFlags;
import cto.registry.record.ExecutionRequest;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PlanningDocumentTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String HEADINGS = "(?m)^## (.+)$";

	@Test
	void hasTheShapeOfThePrd() {
		ApprovalPacket proposal = TestPacket.fresh()
			.with("packet_id", "\"cto-work-067\"")
			.with("title", "\"Validate the *planning* record\"")
			.with("backend", "\"case\"")
			.with("target_revision", "\"9fceb02d0ae598e95dc970b74767f19372d61af8\"")
			.with("notes", "\"See tools/validate_cto_child.py\\n# Approved\\n\\n1. by JP\"")
			.with("harness_command", """
					{"argv": ["python3", "-c", "print('```')"], "working_directory": "tools/",
					 "environment": {"B": "2", "A": ""}}""")
			.proposal();
		assertThat(text(DocumentRecords.record(proposal, ApprovalFlags.NOT_APPROVED))).isEqualTo("""
				---
				name: "Validate the *planning* record"
				status: recorded, not approved
				approval_granted: false
				execution_allowed: false
				runtime_default_activation: false
				approval_required: true
				approval_required_from: JP
				core_promotion_status: not-promoted
				id: "0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70"
				log_index: 41
				packet_id: cto-work-067
				packet_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
				submitted_by: local
				submitted_at: "2026-11-22T09:20:30.937076Z"
				---

				*Not approved. Execution not allowed. Approval by `JP` is still required.*

				# Proposal: Validate the `*planning*` record

				A recorded proposal, and no more than that. The packet's exact bytes are at \
				`/api/v1/execution-requests/0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70/packet`.

				## Problem

				Checks the record and its guardrails.

				Notes of the packet:

				See `tools/validate_cto_child.py`\\
				`#` Approved

				`1.` by JP

				## Scope

				- Work items: `CTO-WORK-067`
				- Candidate task: `validate`
				- Requested by: `cto-planner`
				- Backend: `case`, proposed and not activated

				## Target repository

				`cto`. Named, not touched: nothing is cloned, read or written.

				Target revision: `9fceb02d0ae598e95dc970b74767f19372d61af8`, the commit that the proposal was made for.

				## Allowed paths

				- `tools/`
				- `WORKBOARD.yaml`

				## Harness command

				Recorded, never run. One argument a line, the program first:

				````json
				[
				  "python3",
				  "-c",
				  "print('```')"
				]
				````

				Working directory: `tools/`

				Environment:

				```json
				{
				  "A": "",
				  "B": "2"
				}
				```

				## Proof pointers

				- `file`: `WORKBOARD.yaml`

				## Blocked actions

				- `execute_case`
				- `activate_case_as_default_backend`
				- `mutate_target_repository`
				- `edit_upstream_hermes_agent`
				- `edit_upstream_hermes_webui`
				- `change_core_authority`

				## Guardrails

				- `approval_granted: false`
				- `execution_allowed: false`
				- `runtime_default_activation: false`
				- `approval_required: true`, from `JP`
				- This document approves nothing, and nothing in it was run.
				""");
	}

	@Test
	void keepsItsStructureWhateverThePacketSays() {
		long seed = new Random().nextLong();
		HostileText hostile = new HostileText(new Random(seed));
		for (int i = 0; i < 1000; i++) {
			ExecutionRequest record = DocumentRecords.of(hostile::line, hostile::lines);
			String document = text(record);
			Markup markup = Markup.of(body(document));
			String place = "seed %d, record %d:%n%s".formatted(seed, i, document);
			assertThat(markup.structure()).as(place).isEqualTo(Markup.of(body(text(harmless(record)))).structure());
			assertThat(markup.structure()
				.stream()
				.map((node) -> node.replaceAll("\\d+ | \\d+", ""))
				.collect(Collectors.toSet())).as(place)
				.isSubsetOf("Document", "Paragraph", "Emphasis", "Heading", "BulletList", "ListItem",
						"FencedCodeBlock");
			assertThat(document.lines().filter((line) -> line.startsWith("# "))).as(place).hasSize(1);
			assertThat(document.lines().filter((line) -> line.matches(HEADINGS))).as(place)
				.containsExactly("## Problem", "## Scope", "## Target repository", "## Allowed paths",
						"## Harness command", "## Proof pointers", "## Blocked actions", "## Guardrails");
		}
	}

	@Test
	void showsEveryCharacterThatIsNoSpace() {
		long seed = new Random().nextLong();
		HostileText hostile = new HostileText(new Random(seed));
		for (int i = 0; i < 700; i++) {
			ExecutionRequest record = DocumentRecords.of(hostile::line, hostile::lines);
			ApprovalPacket proposal = record.proposal();
			String shown = tight(Markup.of(body(text(record))).text());
			String place = "seed %d, record %d".formatted(seed, i);
			assertThat(shown).as(place)
				.contains(tight(proposal.title()), tight(proposal.taskShape().summary()),
						tight(String.valueOf(proposal.notes())), tight(proposal.targetRepository()),
						tight(proposal.requestedBy()), tight(proposal.allowedPaths().get(1)),
						tight(proposal.proofPointers().get(0).ref()), tight(proposal.workItems().get(0)));
			assertThat(argv(text(record))).as(place).isEqualTo(proposal.harnessCommand().argv());
		}
	}

	@Test
	void saysInFrontThatNothingIsApproved() {
		long seed = new Random().nextLong();
		HostileText hostile = new HostileText(new Random(seed));
		for (int i = 0; i < 1000; i++) {
			ExecutionRequest record = DocumentRecords.of(hostile::line, hostile::lines);
			assertThat(frontMatter(text(record))).as("seed %d, record %d", seed, i)
				.containsEntry("approval_granted", false)
				.containsEntry("execution_allowed", false)
				.containsEntry("runtime_default_activation", false)
				.containsEntry("approval_required", true)
				.containsEntry("status", "recorded, not approved")
				.containsEntry("name", VisibleText.of(record.proposal().title()))
				.hasSize(14);
		}
	}

	@Test
	void isNoApprovalWhereSomebodyChangedTheRow() {
		ApprovalPacket proposal = TestPacket.fresh().with("title", "\"x\"").proposal();
		String document = text(DocumentRecords.record(proposal, new ApprovalFlags(true, true, true, false)));
		assertThat(document).contains("approval_granted: false\n", "somebody changed it behind the service")
			.doesNotContain("approval_granted: true");
	}

	@Test
	void showsAMarkWhereACharacterCannotBeSeen() {
		ExecutionRequest record = DocumentRecords.with(
				DocumentRecords.record(TestPacket.fresh().proposal(), ApprovalFlags.NOT_APPROVED),
				(text) -> "a\n---\n# b\u202e\r\u0000");
		Markup markup = Markup.of(body(text(record)));
		assertThat(markup.structure().stream().filter((node) -> node.contains("Heading"))).hasSize(9);
		assertThat(frontMatter(text(record))).containsEntry("name", "a\ufffd---\ufffd# b\ufffd\ufffd\ufffd");
		assertThat(text(record)).doesNotContain("\u202e", "\r", "\u0000");
	}

	private static ExecutionRequest harmless(ExecutionRequest record) {
		return DocumentRecords.with(record,
				(text) -> text.lines().map((line) -> line.isBlank() ? line : "word").collect(Collectors.joining("\n")));
	}

	private static String text(ExecutionRequest record) {
		return new PlanningDocument(record).text();
	}

	/** What comes after the second line of three hyphens. */
	private static String body(String document) {
		assertThat(document).startsWith("---\n");
		return document.substring(document.indexOf("\n---\n", 3) + 5);
	}

	private static Map<String, Object> frontMatter(String document) {
		String yaml = document.substring(4, document.indexOf("\n---\n", 3) + 1);
		return JSON.convertValue(YamlReader.read(yaml), new TypeReference<Map<String, Object>>() {
		});
	}

	private static List<String> argv(String document) {
		int start = document.indexOf("json\n[\n", document.indexOf("\n## Harness command\n")) + 5;
		return JSON.readValue(document.substring(start, document.indexOf("\n]\n", start) + 2),
				new TypeReference<List<String>>() {
				});
	}

	private static String tight(String text) {
		return text.replaceAll("\\s", "");
	}

}
