package cto.registry.record;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;

/**
 * The words of a text, for finding it again: runs of letters, digits and marks, in
 * compatibility form (Unicode NFKC) and lower case.
 */
final class WordSplitter {

	/** What a longer word is cut to, on both sides of the search. Characters. */
	static final int MAX_LENGTH = 100;

	private WordSplitter() {
	}

	/**
	 * Adds each word of a text.
	 * @param words takes the words
	 * @param text any text
	 */
	static void addTo(Collection<String> words, String text) {
		String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		int length = folded.length();
		int start = -1;
		int end = 0;
		while (end < length) {
			int character = folded.codePointAt(end);
			if (isPart(character)) {
				start = (start < 0) ? end : start;
			}
			else if (start >= 0) {
				words.add(cut(folded.substring(start, end)));
				start = -1;
			}
			end += Character.charCount(character);
		}
		if (start >= 0) {
			words.add(cut(folded.substring(start)));
		}
	}

	private static boolean isPart(int character) {
		return Character.isLetterOrDigit(character) || switch (Character.getType(character)) {
			case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK,
					Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
				true;
			default -> false;
		};
	}

	private static String cut(String word) {
		return (word.codePointCount(0, word.length()) <= MAX_LENGTH) ? word
				: word.substring(0, word.offsetByCodePoints(0, MAX_LENGTH));
	}

}
