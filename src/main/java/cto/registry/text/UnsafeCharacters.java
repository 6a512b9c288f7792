package cto.registry.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Characters that make what is shown differ from what is there: controls, bidirectional
 * and other format characters, and what leaves no mark at all.
 */
public final class UnsafeCharacters {

	private static final int BRAILLE_BLANK = 0x2800;

	private static final int ZWNJ = 0x200c;

	private static final int ZWJ = 0x200d;

	private static final int EMOJI_STYLE = 0xfe0f;

	private static final int VIRAMA = 9;

	private UnsafeCharacters() {
	}

	/**
	 * Finds the first unsafe character of a text.
	 * @param text any text
	 * @param lines whether tabs and line feeds are allowed in it
	 * @param joiners whether ZWNJ and ZWJ are allowed if a script or an emoji needs them
	 * @return its index in UTF-16 units, or -1 if the text is safe
	 */
	public static int indexIn(String text, boolean lines, boolean joiners) {
		int before = 0;
		for (int i = 0; i < text.length();) {
			int c = text.codePointAt(i);
			if (isUnsafe(c, before) && !(lines && (c == '\t' || c == '\n')) && !(joiners && isNeededJoiner(text, i))) {
				return i;
			}
			before = c;
			i += Character.charCount(c);
		}
		return -1;
	}

	/**
	 * Whether a line of text has an unsafe character.
	 * @param text any text
	 * @return whether it has one
	 */
	public static boolean areIn(String text) {
		return indexIn(text, false, false) >= 0;
	}

	/**
	 * Whether a character is unsafe wherever it occurs.
	 * @param c a code point
	 * @return whether it is
	 */
	public static boolean isUnsafe(int c) {
		return isUnsafe(c, 0);
	}

	/**
	 * Whether a reader sees a character: it is not White_Space, Default_Ignorable, a mark
	 * or U+2800.
	 * @param c a code point
	 * @return whether it is visible
	 */
	public static boolean isVisible(int c) {
		return c != BRAILLE_BLANK && !Character.isSpaceChar(c) && !isMark(c) && !isUnsafe(c);
	}

	/**
	 * Whether a text has a visible character.
	 * @param text any text
	 * @return whether it has one
	 */
	public static boolean hasVisible(String text) {
		return text.codePoints().anyMatch(UnsafeCharacters::isVisible);
	}

	/**
	 * Whether a character combines with the one before it (general category M).
	 * @param c a code point
	 * @return whether it is a mark
	 */
	public static boolean isMark(int c) {
		return switch (Character.getType(c)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
			default -> false;
		};
	}

	private static boolean isUnsafe(int c, int before) {
		if (c < 0x7f) {
			return c < ' ';
		}
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
					&& !((c == EMOJI_STYLE || c == EMOJI_STYLE - 1) && isSymbol(before));
		};
	}

	/** After a symbol, U+FE0E and U+FE0F choose between text and emoji, and are seen. */
	private static boolean isSymbol(int c) {
		int type = Character.getType(c);
		return c > 0x7f && (type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL);
	}

	/**
	 * Whether a character is a ZWNJ or ZWJ that a script (RFC 5892, appendices A.1 and
	 * A.2) or an emoji (UTS 51, ZWJ sequences) needs.
	 * @param text any text
	 * @param index of the character in UTF-16 units
	 * @return whether it is one
	 */
	public static boolean isNeededJoiner(String text, int index) {
		int c = text.charAt(index);
		if ((c != ZWNJ && c != ZWJ) || index == 0) {
			return false;
		}
		int before = text.codePointBefore(index);
		if (UCharacter.getCombiningClass(before) == VIRAMA) {
			return true;
		}
		return (c == ZWNJ) ? joinsBefore(text, index) && joinsAfter(text, index + 1)
				: isEmojiBefore(text, index) && index + 1 < text.length() && isPictograph(text.codePointAt(index + 1));
	}

	/** Joining_Type L or D, then any number of T. */
	private static boolean joinsBefore(String text, int end) {
		for (int i = end; i > 0;) {
			int c = text.codePointBefore(i);
			i -= Character.charCount(c);
			int type = joiningType(c);
			if (type != UCharacter.JoiningType.TRANSPARENT) {
				return type == UCharacter.JoiningType.LEFT_JOINING || type == UCharacter.JoiningType.DUAL_JOINING;
			}
		}
		return false;
	}

	/** Any number of Joining_Type T, then R or D. */
	private static boolean joinsAfter(String text, int start) {
		for (int i = start; i < text.length();) {
			int c = text.codePointAt(i);
			i += Character.charCount(c);
			int type = joiningType(c);
			if (type != UCharacter.JoiningType.TRANSPARENT) {
				return type == UCharacter.JoiningType.RIGHT_JOINING || type == UCharacter.JoiningType.DUAL_JOINING;
			}
		}
		return false;
	}

	private static int joiningType(int c) {
		return UCharacter.getIntPropertyValue(c, UProperty.JOINING_TYPE);
	}

	private static boolean isEmojiBefore(String text, int end) {
		int c = text.codePointBefore(end);
		if (c == EMOJI_STYLE && end > 1) {
			c = text.codePointBefore(end - 1);
		}
		return isPictograph(c) || UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER);
	}

	private static boolean isPictograph(int c) {
		return UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
	}

}
