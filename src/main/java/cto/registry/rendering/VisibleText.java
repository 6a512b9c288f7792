package cto.registry.rendering;

import cto.registry.text.UnsafeCharacters;
import org.jspecify.annotations.Nullable;

/**
 * Text with nothing unseen in it. Intake lets none in, so only a row that somebody
 * changed has any.
 */
final class VisibleText {

	private static final int REPLACEMENT = 0xfffd;

	private VisibleText() {
	}

	/**
	 * Replaces what cannot be seen, line breaks and tabs too, by U+FFFD.
	 * @param text any text; null where a changed row has none
	 * @return one line
	 */
	static String of(@Nullable String text) {
		return of(text, "");
	}

	/**
	 * The same, for text that is quoted as JSON, which escapes line breaks and tabs.
	 * @param text any text; null where a changed row has none
	 * @return any number of lines
	 */
	static String lines(@Nullable String text) {
		return of(text, "\n\t");
	}

	private static String of(@Nullable String text, String kept) {
		StringBuilder visible = new StringBuilder();
		for (int i = 0; text != null && i < text.length();) {
			int c = text.codePointAt(i);
			boolean shown = isVisible(c) || kept.indexOf(c) >= 0 || UnsafeCharacters.isNeededJoiner(text, i);
			visible.appendCodePoint(shown ? c : REPLACEMENT);
			i += Character.charCount(c);
		}
		return visible.toString();
	}

	static boolean isVisible(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
