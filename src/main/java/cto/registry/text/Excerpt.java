package cto.registry.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Quotes foreign text in a message: shortened, and with every unsafe character escaped.
 */
public final class Excerpt {

	private static final int MAX_LENGTH = 80;

	private static final int MAX_NAMES = 20;

	private Excerpt() {
	}

	public static String quoted(String text) {
		return "'" + shown(text) + "'";
	}

	public static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		int characters = 0;
		for (int i = 0; i < text.length(); characters++) {
			if (characters == MAX_LENGTH) {
				return shown.append('…').toString();
			}
			int c = text.codePointAt(i);
			i += Character.charCount(c);
			append(shown, c);
		}
		return shown.toString();
	}

	/**
	 * Escapes a text of any length, line breaks and tabs too.
	 * @param text any text
	 * @return one line, with each unsafe character as {@code \\uXXXX} like in JSON
	 */
	public static String escaped(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		text.codePoints().forEach((c) -> append(escaped, c));
		return escaped.toString();
	}

	private static void append(StringBuilder shown, int c) {
		if (!UnsafeCharacters.isUnsafe(c)) {
			shown.appendCodePoint(c);
			return;
		}
		for (char unit : Character.toChars(c)) {
			shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
		}
	}

	/**
	 * A code point with its Unicode name, such as {@code U+202E RIGHT-TO-LEFT OVERRIDE}.
	 */
	public static String codePoint(int c) {
		String name = Character.getName(c);
		return String.format(Locale.ROOT, "U+%04X", c) + ((name != null) ? " " + name : "");
	}

	public static String list(Collection<String> names) {
		List<String> shown = names.stream().sorted().limit(MAX_NAMES).map(Excerpt::shown).toList();
		String more = (names.size() > MAX_NAMES) ? " and " + (names.size() - MAX_NAMES) + " more" : "";
		return shown.isEmpty() ? "none" : String.join(", ", shown) + more;
	}

}
