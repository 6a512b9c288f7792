package cto.registry.rendering;

import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.HarnessCommand;
import cto.registry.packet.ProofPointer;
import cto.registry.record.ApprovalFlags;
import cto.registry.record.ExecutionRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record as a planning document: the front matter, the banner, and the sections of the
 * PRD. What the packet says stands between sentences of ours and is never markup.
 */
final class PlanningDocument {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ExecutionRequest record;

	private final ApprovalPacket proposal;

	private final StringJoiner blocks = new StringJoiner("\n\n", "", "\n");

	PlanningDocument(ExecutionRequest record) {
		this.record = record;
		this.proposal = record.proposal();
	}

	String text() {
		this.blocks.add(FrontMatter.of(this.record) + "\n*Not approved. Execution not allowed. Approval by "
				+ MarkdownText.code(this.proposal.approvalRequiredFrom()) + " is still required.*");
		this.blocks.add("# Proposal: " + MarkdownText.line(this.proposal.title()));
		this.blocks.add("A recorded proposal, and no more than that. The packet's exact bytes are at "
				+ MarkdownText.code("/api/v1/execution-requests/" + this.record.id() + "/packet") + ".");
		problem();
		scope();
		section("Target repository");
		this.blocks.add(MarkdownText.code(this.proposal.targetRepository())
				+ ". Named, not touched: nothing is cloned, read or written.");
		if (this.proposal.targetRevision() != null) {
			this.blocks.add("Target revision: " + MarkdownText.code(this.proposal.targetRevision())
					+ ", the commit that the proposal was made for.");
		}
		section("Allowed paths");
		codes(this.proposal.allowedPaths());
		command(this.proposal.harnessCommand());
		section("Proof pointers");
		list(this.proposal.proofPointers().stream().map(PlanningDocument::pointer).toList());
		section("Blocked actions");
		codes(this.proposal.blockedActions());
		guardrails();
		return this.blocks.toString();
	}

	private void problem() {
		section("Problem");
		this.blocks.add(MarkdownText.paragraphs(this.proposal.taskShape().summary()));
		String notes = this.proposal.notes();
		if (notes != null && !notes.isBlank()) {
			this.blocks.add("Notes of the packet:");
			this.blocks.add(MarkdownText.paragraphs(notes));
		}
	}

	private void scope() {
		section("Scope");
		StringJoiner items = new StringJoiner("\n");
		items.add("- Work items: " + joined(this.proposal.workItems()));
		items.add("- Candidate task: " + MarkdownText.code(this.proposal.taskShape().name()));
		items.add("- Requested by: " + MarkdownText.code(this.proposal.requestedBy()));
		if (this.proposal.backend() != null) {
			items.add("- Backend: " + MarkdownText.code(this.proposal.backend()) + ", proposed and not activated");
		}
		if (this.proposal.supersedes() != null) {
			items.add("- Supersedes: " + MarkdownText.code(this.proposal.supersedes().toString())
					+ ", which stays as it is");
		}
		this.blocks.add(items.toString());
	}

	private void command(HarnessCommand command) {
		section("Harness command");
		this.blocks.add("Recorded, never run. One argument a line, the program first:");
		this.blocks.add(MarkdownText.block("json",
				command.argv()
					.stream()
					.map(PlanningDocument::quoted)
					.collect(Collectors.joining(",\n  ", "[\n  ", "\n]"))));
		if (command.workingDirectory() != null) {
			this.blocks.add("Working directory: " + MarkdownText.code(command.workingDirectory()));
		}
		if (!command.environment().isEmpty()) {
			this.blocks.add("Environment:");
			// sorted: the database keeps another order than the packet has
			this.blocks.add(MarkdownText.block("json",
					new TreeMap<>(command.environment()).entrySet()
						.stream()
						.map((variable) -> quoted(variable.getKey()) + ": " + quoted(variable.getValue()))
						.collect(Collectors.joining(",\n  ", "{\n  ", "\n}"))));
		}
	}

	private void guardrails() {
		section("Guardrails");
		StringJoiner items = new StringJoiner("\n");
		items.add("- `approval_granted: false`");
		items.add("- `execution_allowed: false`");
		items.add("- `runtime_default_activation: false`");
		items.add("- `approval_required: true`, from " + MarkdownText.code(this.proposal.approvalRequiredFrom()));
		items.add("- This document approves nothing, and nothing in it was run.");
		if (!this.record.flags().equals(ApprovalFlags.NOT_APPROVED)) {
			items.add("- The row of this record says otherwise: somebody changed it behind the service. That is no"
					+ " approval either; its validation names what fails.");
		}
		this.blocks.add(items.toString());
	}

	private void section(String title) {
		this.blocks.add("## " + title);
	}

	private void codes(List<String> texts) {
		list(texts.stream().map(MarkdownText::code).toList());
	}

	private void list(List<String> items) {
		this.blocks.add(items.isEmpty() ? "None." : items.stream().collect(Collectors.joining("\n- ", "- ", "")));
	}

	private static String joined(List<String> texts) {
		return texts.isEmpty() ? "none" : texts.stream().map(MarkdownText::code).collect(Collectors.joining(", "));
	}

	private static String pointer(ProofPointer pointer) {
		String sha256 = pointer.sha256();
		return MarkdownText.code(pointer.kind()) + ": " + MarkdownText.code(pointer.ref())
				+ ((sha256 != null) ? ", SHA-256 " + MarkdownText.code(sha256) : "");
	}

	private static String quoted(String text) {
		return JSON.writeValueAsString(VisibleText.lines(text));
	}

}
