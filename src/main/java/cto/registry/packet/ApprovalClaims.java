package cto.registry.packet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import cto.registry.text.UnsafeCharacters;
import tools.jackson.databind.JsonNode;

/**
 * Whether a member claims an approval. Every unknown member is refused; this decides only
 * whether the refusal counts as an attempt, by the problem type, the log line and the
 * metric.
 */
final class ApprovalClaims {

	private static final Set<String> GRANTS = Set.of("approve", "approved", "approvalgranted", "granted", "isapproved",
			"preapproved", "humanapproved", "operatorapproved", "jpapproved", "approvedbyjp", "authorized",
			"authorised", "executionallowed", "executionapproved", "executionauthorized", "executionauthorised",
			"executionpermitted", "allowexecution", "runtimedefaultactivation", "autoapprove", "autoapproved",
			"autoexecute", "skipapproval", "bypassapproval");

	private static final Set<String> REQUIREMENTS = Set.of("approvalrequired", "jpapprovalrequired",
			"humanapprovalrequired", "requiresapproval", "requireapproval", "needsapproval");

	private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "f", "0", "null", "~");

	private static final int MAX_LENGTH = "runtimedefaultactivation".length();

	/**
	 * The longest run of combining marks that is normalised: that of Unicode's
	 * stream-safe text (UAX 15, 12). Sorting a longer one takes time quadratic in its
	 * length.
	 */
	private static final int MAX_RUN_OF_MARKS = 30;

	private ApprovalClaims() {
	}

	/** Whether a value is {@code false}, or another spelling of it. */
	static boolean isSpellingOfFalse(JsonNode value) {
		return switch (value.getNodeType()) {
			case BOOLEAN -> !value.booleanValue();
			case NUMBER -> value.equals(PacketTreeBuilder.ZERO);
			case NULL -> true;
			case STRING -> FALSE.contains(value.stringValue().strip().toLowerCase(Locale.ROOT));
			default -> false;
		};
	}

	/**
	 * Whether a member that no schema knows, or one inside of it, claims something. Depth
	 * is bounded by {@link PacketTreeBuilder}.
	 */
	static boolean isMade(String name, JsonNode value) {
		String letters = letters(name);
		if (GRANTS.contains(letters)) {
			return !isSpellingOfFalse(value);
		}
		if (REQUIREMENTS.contains(letters)) {
			return !(value.isBoolean() && value.booleanValue());
		}
		return areMadeIn(value);
	}

	/** Whether a member at any depth of a value claims something. */
	static boolean areMadeIn(JsonNode value) {
		if (value.isArray()) {
			for (JsonNode item : value) {
				if (item.isContainer() && areMadeIn(item)) {
					return true;
				}
			}
			return false;
		}
		for (Map.Entry<String, JsonNode> member : value.properties()) {
			if (isMade(member.getKey(), member.getValue())) {
				return true;
			}
		}
		return false;
	}

	/** A name in NFKC and lower case, by its letters and digits alone. */
	private static String letters(String name) {
		String folded = isAscii(name) ? name : Normalizer.normalize(withShortRunsOfMarks(name), Normalizer.Form.NFKC);
		StringBuilder letters = new StringBuilder();
		// One over the longest name of the lists is enough to know that it is not in
		// them.
		for (int i = 0; i < folded.length() && letters.length() <= MAX_LENGTH;) {
			int c = folded.codePointAt(i);
			i += Character.charCount(c);
			if (Character.isLetterOrDigit(c) && !UnsafeCharacters.isUnsafe(c)) {
				letters.appendCodePoint(Character.toLowerCase(c));
			}
		}
		return letters.toString();
	}

	private static boolean isAscii(String name) {
		return name.chars().allMatch((c) -> c <= 0x7f);
	}

	private static String withShortRunsOfMarks(String name) {
		StringBuilder text = new StringBuilder(name.length());
		int run = 0;
		for (int i = 0; i < name.length();) {
			int c = name.codePointAt(i);
			i += Character.charCount(c);
			run = UnsafeCharacters.isMark(c) ? run + 1 : 0;
			if (run <= MAX_RUN_OF_MARKS) {
				text.appendCodePoint(c);
			}
		}
		return text.toString();
	}

}
