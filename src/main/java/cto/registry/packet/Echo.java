package cto.registry.packet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import cto.registry.text.UnsafeCharacters;

/**
 * Values of a packet as they may stand in a sentence: short, and with nothing unseen in
 * them.
 */
final class Echo {

	private static final int LONGEST = 80;

	private static final int MOST_NAMES = 20;

	private Echo() {
	}

	static String quoted(String text) {
		return "'" + shown(text) + "'";
	}

	static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		int characters = 0;
		for (int i = 0; i < text.length(); characters++) {
			if (characters == LONGEST) {
				return shown.append('…').toString();
			}
			int c = text.codePointAt(i);
			i += Character.charCount(c);
			if (UnsafeCharacters.isUnsafe(c)) {
				for (char unit : Character.toChars(c)) {
					shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
				}
			}
			else {
				shown.appendCodePoint(c);
			}
		}
		return shown.toString();
	}

	/**
	 * A code point with its Unicode name, such as {@code U+202E RIGHT-TO-LEFT OVERRIDE}.
	 */
	static String codePoint(int c) {
		String name = Character.getName(c);
		return String.format(Locale.ROOT, "U+%04X", c) + ((name != null) ? " " + name : "");
	}

	static String list(Collection<String> names) {
		List<String> shown = names.stream().sorted().limit(MOST_NAMES).map(Echo::shown).toList();
		String more = (names.size() > MOST_NAMES) ? " and " + (names.size() - MOST_NAMES) + " more" : "";
		return shown.isEmpty() ? "none" : String.join(", ", shown) + more;
	}

}
