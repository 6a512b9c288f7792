package cto.registry.packet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Whether a member's name, however it is spelled, reads like one of the guardrails:
 * compared in Unicode NFKC and lower case, by its letters and digits alone.
 */
final class GuardrailName {

	private static final Set<String> MUST_BE_FALSE = Set.of("approvalgranted", "approved", "executionallowed",
			"executionapproved", "runtimedefaultactivation", "autoapprove", "autoexecute");

	private static final Set<String> MUST_BE_TRUE = Set.of("approvalrequired", "jpapprovalrequired");

	private static final int LONGEST = "runtimedefaultactivation".length();

	/**
	 * The longest run of combining marks that is normalised: that of Unicode's
	 * stream-safe text (UAX 15, 12). Sorting a longer one takes time quadratic in its
	 * length.
	 */
	private static final int LONGEST_RUN_OF_MARKS = 30;

	private GuardrailName() {
	}

	/**
	 * The fault of a name whose value is not the literal that is needed, if it is one.
	 */
	static @Nullable FaultCode neededOf(String name) {
		String bare = bare(name);
		if (MUST_BE_FALSE.contains(bare)) {
			return FaultCode.MUST_BE_FALSE;
		}
		return MUST_BE_TRUE.contains(bare) ? FaultCode.MUST_BE_TRUE : null;
	}

	private static String bare(String name) {
		String folded = isAscii(name) ? name
				: Normalizer.normalize(withShortRunsOfMarks(name), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		StringBuilder bare = new StringBuilder();
		// One over the longest guardrail is enough to know that it is none.
		for (int i = 0; i < folded.length() && bare.length() <= LONGEST;) {
			int c = folded.codePointAt(i);
			i += Character.charCount(c);
			if (Character.isLetterOrDigit(c) && !UnsafeCharacters.isUnsafe(c)) {
				bare.appendCodePoint(Character.toLowerCase(c));
			}
		}
		return bare.toString();
	}

	private static boolean isAscii(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) > 0x7f) {
				return false;
			}
		}
		return true;
	}

	private static String withShortRunsOfMarks(String name) {
		StringBuilder text = new StringBuilder(name.length());
		int run = 0;
		for (int i = 0; i < name.length();) {
			int c = name.codePointAt(i);
			i += Character.charCount(c);
			run = switch (Character.getType(c)) {
				case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> run + 1;
				default -> 0;
			};
			if (run <= LONGEST_RUN_OF_MARKS) {
				text.appendCodePoint(c);
			}
		}
		return text.toString();
	}

}
