package cto.registry.packet;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Judges every string of a packet that a person will be shown: what is shown must be what
 * is there.
 */
final class ShownText {

	private static final List<String> LINES = List.of("packet_version", "packet_id", "title", "requested_by", "backend",
			"target_repository", "approval_required_from", "supersedes");

	private static final List<String> LISTS = List.of("work_items", "allowed_paths", "blocked_actions");

	private final Faults faults;

	ShownText(Faults faults) {
		this.faults = faults;
	}

	void judge(JsonNode packet) {
		lines(packet, LINES, Pointer.ROOT);
		text(packet.path("notes"), Pointer.ROOT.child("notes"), true);
		for (String list : LISTS) {
			items(packet.path(list), Pointer.ROOT.child(list));
		}
		JsonNode task = packet.path("task_shape");
		Pointer taskPlace = Pointer.ROOT.child("task_shape");
		text(task.path("name"), taskPlace.child("name"), false);
		text(task.path("summary"), taskPlace.child("summary"), true);
		command(packet.path("harness_command"), Pointer.ROOT.child("harness_command"));
		JsonNode proofs = packet.path("proof_pointers");
		for (int i = 0; i < proofs.size(); i++) {
			lines(proofs.path(i), List.of("kind", "ref", "sha256"), Pointer.ROOT.child("proof_pointers").child(i));
		}
		new UnrecognizedFields(packet).forEach((name, place) -> line(name, place, "the name "));
	}

	private void command(JsonNode command, Pointer place) {
		items(command.path("argv"), place.child("argv"));
		text(command.path("working_directory"), place.child("working_directory"), false);
		Pointer environment = place.child("environment");
		for (Map.Entry<String, JsonNode> variable : command.path("environment").properties()) {
			line(variable.getKey(), environment.child(variable.getKey()), "the name ");
			text(variable.getValue(), environment.child(variable.getKey()), false);
		}
	}

	private void lines(JsonNode object, List<String> names, Pointer place) {
		for (String name : names) {
			text(object.path(name), place.child(name), false);
		}
	}

	private void items(JsonNode list, Pointer place) {
		if (list.isArray()) {
			for (int i = 0; i < list.size(); i++) {
				text(list.path(i), place.child(i), false);
			}
		}
	}

	private void line(String name, Pointer place, String subject) {
		report(name, UnsafeCharacters.indexIn(name, false), place, subject, false);
	}

	private void text(JsonNode value, Pointer place, boolean multiline) {
		if (value.isString()) {
			String text = value.stringValue();
			report(text, UnsafeCharacters.indexIn(text, multiline), place, "", multiline);
		}
	}

	private void report(String text, int index, Pointer place, String subject, boolean multiline) {
		if (index >= 0) {
			int position = text.codePointCount(0, index) + 1;
			this.faults.add(place, FaultCode.UNSAFE_CHARACTERS,
					subject + "holds " + Echo.codePoint(text.codePointAt(index)) + " as character " + position + "; "
							+ (multiline ? "of control and invisible characters, only tab and line feed are allowed"
									: "control and invisible characters are not allowed"));
		}
	}

}
