package cto.registry.packet;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Judges every string of a packet that a person will be shown: what is shown must be what
 * is there.
 */
final class ShownText {

	private static final List<String> LINES = List.of("packet_version", "packet_id", "title", "requested_by", "backend",
			"target_repository", "target_revision", "approval_required_from", "supersedes");

	private static final List<String> LISTS = List.of("work_items", "allowed_paths", "blocked_actions");

	private static final List<String> PROOF_LINES = List.of("kind", "ref", "sha256");

	private static final String NONE = "control and invisible characters are not allowed";

	private final Faults faults;

	ShownText(Faults faults) {
		this.faults = faults;
	}

	void judge(JsonNode packet) {
		lines(packet, LINES, Pointer.ROOT);
		text(packet, "notes", Pointer.ROOT, true);
		for (String list : LISTS) {
			items(packet.path(list), Pointer.ROOT.child(list));
		}
		Pointer task = Pointer.ROOT.child("task_shape");
		text(packet.path("task_shape"), "name", task, false);
		text(packet.path("task_shape"), "summary", task, true);
		command(packet.path("harness_command"), Pointer.ROOT.child("harness_command"));
		JsonNode proofs = packet.path("proof_pointers");
		for (int i = 0; i < proofs.size(); i++) {
			lines(proofs.path(i), PROOF_LINES, Pointer.ROOT.child("proof_pointers").child(i));
		}
	}

	private void command(JsonNode command, Pointer place) {
		items(command.path("argv"), place.child("argv"));
		text(command, "working_directory", place, false);
		Pointer environment = place.child("environment");
		JsonNode variables = command.path("environment");
		for (String variable : variables.propertyNames()) {
			name(variable, environment.child(variable));
			text(variables, variable, environment, false);
		}
	}

	private void lines(JsonNode object, List<String> names, Pointer place) {
		for (String name : names) {
			text(object, name, place, false);
		}
	}

	private void text(JsonNode object, String name, Pointer place, boolean multiline) {
		JsonNode value = object.get(name);
		int index = unsafeIndex(value, multiline);
		if (index >= 0) {
			report(place.child(name), () -> "holds " + character(value.stringValue(), index)
					+ (multiline ? "of control and invisible characters, only tab and line feed are allowed" : NONE));
		}
	}

	private void items(JsonNode list, Pointer place) {
		for (int i = 0; list.isArray() && i < list.size(); i++) {
			JsonNode item = list.path(i);
			int index = unsafeIndex(item, false);
			if (index >= 0) {
				report(place.child(i), () -> "holds " + character(item.stringValue(), index) + NONE);
			}
		}
	}

	private void name(String name, Pointer place) {
		int index = UnsafeCharacters.indexIn(name, false);
		if (index >= 0) {
			report(place, () -> "the name holds " + character(name, index) + NONE);
		}
	}

	private static int unsafeIndex(@Nullable JsonNode value, boolean multiline) {
		return (value != null && value.isString()) ? UnsafeCharacters.indexIn(value.stringValue(), multiline) : -1;
	}

	private static String character(String text, int index) {
		return Echo.codePoint(text.codePointAt(index)) + " as character " + (text.codePointCount(0, index) + 1) + "; ";
	}

	private void report(Pointer place, Supplier<String> sentence) {
		this.faults.add(place, FaultCode.UNSAFE_CHARACTERS, sentence);
	}

}
