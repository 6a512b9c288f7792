package cto.registry.packet;

/**
 * Characters that make what is shown differ from what is there: controls, bidirectional
 * and other format characters, and what leaves no mark at all.
 */
final class UnsafeCharacters {

	private UnsafeCharacters() {
	}

	/**
	 * Where the first unsafe character of a text is.
	 * @param text any text
	 * @param multiline whether tabs and line feeds may stand in it
	 * @return its index in UTF-16 units, or -1 where the text is safe
	 */
	static int indexIn(String text, boolean multiline) {
		int before = 0;
		for (int i = 0; i < text.length();) {
			int c = text.codePointAt(i);
			if (isUnsafe(c, before) && !(multiline && (c == '\t' || c == '\n'))) {
				return i;
			}
			before = c;
			i += Character.charCount(c);
		}
		return -1;
	}

	static boolean areIn(String text) {
		return indexIn(text, false) >= 0;
	}

	static boolean isUnsafe(int c) {
		return isUnsafe(c, 0);
	}

	private static boolean isUnsafe(int c, int before) {
		if (c < 0x7f) {
			return c < ' ';
		}
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> leavesNoMark(c, before);
		};
	}

	/**
	 * The default-ignorable characters of Unicode (DerivedCoreProperties) that are not
	 * format characters.
	 */
	private static boolean leavesNoMark(int c, int before) {
		return switch (c) {
			case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f, 0x2065, 0x3164, 0xffa0 -> true;
			case 0xfe0e, 0xfe0f -> !isSymbol(before);
			default -> (c >= 0xfe00 && c <= 0xfe0d) || (c >= 0xfff0 && c <= 0xfff8) || (c >= 0xe0000 && c <= 0xe0fff);
		};
	}

	/** After a symbol, U+FE0E and U+FE0F choose between text and emoji, and are seen. */
	private static boolean isSymbol(int c) {
		int type = Character.getType(c);
		return c > 0x7f && (type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL);
	}

}
