package cto.registry.packet;

import java.text.Normalizer;
import java.util.List;
import java.util.function.Supplier;

import cto.registry.text.Excerpt;
import cto.registry.text.UnsafeCharacters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks every string of a packet that a person will be shown: what is shown must be what
 * is there, and every reader must take it for text. At intake only, because both depend
 * on versions, of Unicode and of readers.
 */
final class DisplayTextRules {

	private static final List<String> LINES = List.of("packet_version", "packet_id", "requested_by", "backend",
			"target_repository", "target_revision", "approval_required_from", "supersedes");

	private static final int MAX_MARKS = 8;

	/** Any path of allowed length, in UTF-16 units. */
	private static final int MAX_NORMALISED = 2 * 1024;

	private final PlainScalars plain;

	private final Violations violations;

	DisplayTextRules(PlainScalars plain, Violations violations) {
		this.plain = plain;
		this.violations = violations;
	}

	void validate(JsonNode packet) {
		for (String name : LINES) {
			member(packet, name, Pointer.ROOT, Kind.LINE);
		}
		member(packet, "title", Pointer.ROOT, Kind.TITLE);
		member(packet, "notes", Pointer.ROOT, Kind.NOTES);
		items(packet, "work_items", Kind.LINE);
		items(packet, "blocked_actions", Kind.LINE);
		items(packet, "allowed_paths", Kind.PATH);
		Pointer task = Pointer.ROOT.child("task_shape");
		member(packet.path("task_shape"), "name", task, Kind.LINE);
		member(packet.path("task_shape"), "summary", task, Kind.SUMMARY);
		command(packet.path("harness_command"), Pointer.ROOT.child("harness_command"));
		JsonNode proofs = packet.path("proof_pointers");
		for (int i = 0; proofs.isArray() && i < proofs.size(); i++) {
			Pointer proof = Pointer.ROOT.child("proof_pointers").child(i);
			member(proofs.path(i), "kind", proof, Kind.LINE);
			member(proofs.path(i), "ref", proof, Kind.NEEDED_LINE);
			member(proofs.path(i), "sha256", proof, Kind.LINE);
		}
	}

	private void command(JsonNode command, Pointer place) {
		JsonNode argv = command.path("argv");
		for (int i = 0; argv.isArray() && i < argv.size(); i++) {
			int index = i;
			text(argv.get(i), () -> place.child("argv").child(index), (i == 0) ? Kind.NEEDED_LINE : Kind.ARGUMENT);
		}
		member(command, "working_directory", place, Kind.PATH);
		JsonNode variables = command.path("environment");
		for (String variable : variables.propertyNames()) {
			member(variables, variable, place.child("environment"), Kind.ARGUMENT);
		}
	}

	private void items(JsonNode packet, String name, Kind kind) {
		JsonNode list = packet.path(name);
		for (int i = 0; list.isArray() && i < list.size(); i++) {
			int index = i;
			text(list.get(i), () -> Pointer.ROOT.child(name).child(index), kind);
		}
	}

	private void member(JsonNode object, String name, Pointer place, Kind kind) {
		text(object.get(name), () -> place.child(name), kind);
	}

	private void text(@Nullable JsonNode value, Supplier<Pointer> place, Kind kind) {
		if (value == null || !value.isString()) {
			return;
		}
		String text = value.stringValue();
		int unsafe = UnsafeCharacters.indexIn(text, kind.lines, kind.joiners);
		if (this.plain.values().contains(value)) {
			this.violations.add(place.get(), ViolationCode.AMBIGUOUS_SCALAR, () -> PlainScalars.sentence(text));
		}
		else if (unsafe >= 0) {
			report(place,
					() -> "has " + character(text, unsafe)
							+ (kind.lines ? "of control and invisible characters, only tab and line feed are allowed"
									: "control and invisible characters are not allowed"));
		}
		else if (tooManyMarks(text) >= 0) {
			report(place, () -> "has more than " + MAX_MARKS + " combining marks in a row, at character "
					+ (text.codePointCount(0, tooManyMarks(text)) + 1));
		}
		else if (kind.needed && !text.isEmpty() && !UnsafeCharacters.hasVisible(text)) {
			report(place, () -> "has no visible character; it needs one");
		}
		else if (kind == Kind.PATH) {
			path(text, place);
		}
	}

	private void path(String path, Supplier<Pointer> place) {
		if (path.length() > MAX_NORMALISED) {
			return;
		}
		if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
			this.violations.add(place.get(), ViolationCode.PATH_INVALID,
					() -> Excerpt.quoted(path) + " is not in Unicode NFC, so it can look like another path");
		}
		for (String segment : path.split("/", -1)) {
			if (!PathRules.isBlank(segment) && !UnsafeCharacters.hasVisible(segment)) {
				this.violations.add(place.get(), ViolationCode.PATH_INVALID,
						() -> Excerpt.quoted(path) + " has a segment without a visible character");
				return;
			}
		}
	}

	/** Where a run of marks is too long, or -1. */
	private static int tooManyMarks(String text) {
		int run = 0;
		for (int i = 0; i < text.length();) {
			int c = text.codePointAt(i);
			run = (c >= 0x300 && UnsafeCharacters.isMark(c)) ? run + 1 : 0;
			if (run > MAX_MARKS) {
				return i;
			}
			i += Character.charCount(c);
		}
		return -1;
	}

	private static String character(String text, int index) {
		return Excerpt.codePoint(text.codePointAt(index)) + " as character " + (text.codePointCount(0, index) + 1)
				+ "; ";
	}

	private void report(Supplier<Pointer> place, Supplier<String> sentence) {
		this.violations.add(place.get(), ViolationCode.UNSAFE_CHARACTERS, sentence);
	}

	/** What a text may have, and whether it needs a visible character. */
	private enum Kind {

		LINE(false, false, false), NEEDED_LINE(false, false, true), PATH(false, false, false),
		ARGUMENT(true, false, false), TITLE(false, true, true), SUMMARY(true, true, true), NOTES(true, true, false);

		private final boolean lines;

		private final boolean joiners;

		private final boolean needed;

		Kind(boolean lines, boolean joiners, boolean needed) {
			this.lines = lines;
			this.joiners = joiners;
			this.needed = needed;
		}

	}

}
