package cto.registry.document;

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
		StringBuilder visible = new StringBuilder();
		if (text != null) {
			text.codePoints().forEach((c) -> visible.appendCodePoint(isVisible(c) ? c : REPLACEMENT));
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
