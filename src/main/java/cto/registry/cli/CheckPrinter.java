package cto.registry.cli;

import cto.registry.cli.CheckCommand.Format;
import cto.registry.packet.Violation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints what was found about files: text as it comes, JSON as one document at the end.
 */
final class CheckPrinter {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String NOT_APPROVED = "Valid does not mean approved: approval_granted and execution_allowed are "
			+ "false in every packet, and stay so.";

	private final Console console;

	private final Format format;

	private final ObjectNode document = JSON.createObjectNode();

	private final ArrayNode files = this.document.putArray("files");

	private boolean allValid = true;

	private boolean oneValid;

	CheckPrinter(Console console, Format format) {
		this.console = console;
		this.format = format;
	}

	void print(CheckedFile checked) {
		this.allValid &= checked.valid();
		this.oneValid |= checked.valid();
		if (this.format == Format.JSON) {
			json(checked);
		}
		else {
			text(checked);
		}
	}

	void finish() {
		if (this.format == Format.JSON) {
			this.document.put("valid", this.allValid);
			this.document.put("approval_granted", false);
			this.console.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this.document));
		}
		else if (this.oneValid) {
			this.console.print(NOT_APPROVED);
		}
	}

	private void text(CheckedFile checked) {
		String file = checked.file() + ": ";
		if (checked.exitCode() == Commands.COULD_NOT_RUN) {
			this.console.error(file + checked.detail());
			return;
		}
		if (checked.valid()) {
			this.console.print(file + "valid");
		}
		else if (checked.detail() != null) {
			this.console.print(file + checked.code() + ": " + checked.detail());
		}
		for (Violation fault : checked.errors()) {
			String pointer = fault.pointer().isEmpty() ? "(the whole packet)" : fault.pointer();
			this.console.print(file + pointer + ": " + fault.code().value() + ": " + fault.detail());
		}
		if (checked.errorsTotal() > checked.errors().size()) {
			this.console.print(file + "and " + (checked.errorsTotal() - checked.errors().size()) + " more");
		}
		checked.notes().forEach((note) -> this.console.print(file + "note: " + note));
	}

	private void json(CheckedFile checked) {
		ObjectNode node = this.files.addObject()
			.put("file", checked.file())
			.put("valid", checked.valid())
			.put("code", checked.code())
			.put("detail", checked.detail());
		ArrayNode errors = node.putArray("errors");
		checked.errors()
			.forEach((fault) -> errors.addObject()
				.put("pointer", fault.pointer())
				.put("code", fault.code().value())
				.put("detail", fault.detail()));
		node.put("errors_total", checked.errorsTotal());
		ArrayNode notes = node.putArray("notes");
		checked.notes().forEach(notes::add);
	}

}
