package cto.registry.packet;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cto.registry.text.Excerpt;

/**
 * Inputs of about a mebibyte, each made to hurt some reader.
 */
final class HostilePackets {

	private static final int MEBIBYTE = 1 << 20;

	private HostilePackets() {
	}

	static Map<String, Supplier<String>> all() {
		Map<String, Supplier<String>> bombs = new LinkedHashMap<>();
		for (String unit : List.of("[", "{", "{\"a\":", "[{\"a\":", "- ", "? ", "a: ", "- - ", "\n", " ", "\t", "'",
				"\"", "#", "# x\n", "%", "%X y\n", "&a ", "*a ", "!", "!<", "--- ", "---\n", "...\n", ",", ":", ": ",
				"a:\n", "a:\n a:\n", "\\", "|", ">\n", "[a, ", "{a, ", "a ", "a\n", "a\n\n", "-\n", "- a\n", "[]",
				"[],", "1", "-", "e1", "\u0301", "\u00e9", "🚀", "\u0085", "\r", "\r\n", "\u2028", "? a\n: b\n",
				"\"a\":1,", "'a' ", "\"a\n", "x: |\n  a\n", "- |\n\n\n", "{}\n", "<<: ")) {
			bombs.put("only " + Excerpt.quoted(unit), () -> fill("", unit, ""));
		}
		bombs.put("a literal of blank lines",

				() -> fill("a: |\n", " \n", ""));
		bombs.put("a literal ever more indented", () -> fill("a: |\n  x\n", "\n   ", ""));
		bombs.put("a folded plain scalar", () -> fill("a: b", "\n\n c", ""));
		bombs.put("a folded quoted scalar", () -> fill("a: \"b", "\n\n c", "\""));
		bombs.put("escapes", () -> fill("{\"title\":\"", "\\u0061", "\"}"));
		bombs.put("flow keys without values", () -> fill("{", "aaaa,", "}"));
		bombs.put("a long number", () -> fill("{\"a\":", "7", "}"));
		bombs.put("a long exponent", () -> fill("{\"a\":1e", "7", "}"));
		bombs.put("a long name", () -> fill("{\"", "approved", "\":1}"));
		bombs.put("many members", () -> numbered("{\"a\":0", (i) -> ",\"k" + i + "\":0", "}"));
		bombs.put("members with one hash", () -> numbered("{\"a\":0", (i) -> ",\"" + colliding(i) + "\":0", "}"));
		bombs.put("work items with one hash",
				() -> numbered("{\"work_items\":[\"\"", (i) -> ",\"" + colliding(i) + "\"", "]}"));
		bombs.put("paths with one hash",
				() -> numbered("{\"allowed_paths\":[\"\"", (i) -> ",\"" + colliding(i) + "\"", "]}"));
		bombs.put("variables with one hash", () -> numbered("{\"harness_command\":{\"environment\":{\"a\":0",
				(i) -> ",\"" + colliding(i) + "\":0", "}}}"));
		for (String list : List.of("work_items", "allowed_paths", "proof_pointers", "blocked_actions")) {
			bombs.put("wrong " + list, () -> fill("{\"" + list + "\":[1", ",1", "]}"));
			bombs.put("empty " + list, () -> fill("{\"" + list + "\":[\"\"", ",\"\"", "]}"));
			bombs.put("a long one of " + list, () -> fill("{\"" + list + "\":[\"A-", "A-", "\"]}"));
		}
		for (String path : List.of("/", "*", "*/", "**/", "../", "a/", ".git/", "\\", "e\u0301", "\u0301\u0327", ".g*",
				" ", ".")) {
			bombs.put("a long path of " + path, () -> "{\"allowed_paths\":[" + quoted(fill("", path, "")) + "]}");
		}
		bombs.put("marks out of order in a name", () -> fill("{\"approved", "\u0301\u0327", "\":1}"));
		bombs.put("ligatures in a name", () -> fill("{\"", "\ufdfa", "\":1}"));
		bombs.put("approvals", () -> fill("{\"a\":[0", ",{\"approved\":1}", "]}"));
		bombs.put("approvals below long names",
				() -> fill("{\"" + "n".repeat(200_000) + "\":{\"" + "m".repeat(200_000) + "\":[0", ",{\"approved\":1}",
						"]}}"));
		bombs.put("proofs of nothing", () -> fill("{\"proof_pointers\":[{}", ",{}", "]}"));
		bombs.put("unsafe arguments", () -> fill("{\"harness_command\":{\"argv\":[\"\"", ",\"\u202e\"", "]}}"));
		return bombs;
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\\", "\\\\") + "\"";
	}

	private static String fill(String start, String unit, String end) {
		int bytes = unit.getBytes(StandardCharsets.UTF_8).length;
		return start + unit.repeat(Math.max(0, (MEBIBYTE - start.length() - end.length()) / bytes)) + end;
	}

	private static String numbered(String start, IntFunction<String> unit, String end) {
		StringBuilder text = new StringBuilder(start);
		for (int i = 0; text.length() < MEBIBYTE - 40; i++) {
			text.append(unit.apply(i));
		}
		return text + end;
	}

	/** Seventeen pairs of Aa and BB, which have one hash. */
	private static String colliding(int number) {
		return IntStream.range(0, 17)
			.mapToObj((bit) -> ((number >> bit & 1) == 0) ? "Aa" : "BB")
			.collect(Collectors.joining());
	}

}
