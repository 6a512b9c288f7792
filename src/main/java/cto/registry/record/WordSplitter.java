package cto.registry.record;

import java.util.Collection;

import com.ibm.icu.text.Normalizer2;

/**
 * The words of a text, for finding it again: runs of letters, digits and marks, in the
 * form in which Unicode compares identifiers, NFKC_Casefold (UAX 44). Takes time in
 * proportion to the text, whatever it is.
 */
final class WordSplitter {

	/** What a longer word is cut to, on both sides of the search. Characters. */
	static final int MAX_LENGTH = 100;

	/**
	 * How many characters in a row may combine with the one before them; further ones are
	 * left out. Normalising sorts such a run by insertion. The number is that of the
	 * Stream-Safe Text Format (UAX 15, section 13), above that of any language.
	 */
	private static final int MAX_COMBINING = 30;

	private static final int ASCII = 0x80;

	private static final Normalizer2 FORM = Normalizer2.getNFKCCasefoldInstance();

	private WordSplitter() {
	}

	/**
	 * Adds each word of a text.
	 * @param words takes the words
	 * @param text any text
	 */
	static void addTo(Collection<String> words, String text) {
		String folded = FORM.normalize(withShortRuns(text));
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

	/**
	 * By what a character decomposes to, not by its category: U+FF9E is a letter that
	 * becomes a mark.
	 */
	private static String withShortRuns(String text) {
		StringBuilder kept = new StringBuilder(text.length());
		int run = 0;
		for (int i = 0; i < text.length();) {
			int character = text.codePointAt(i);
			run = (character < ASCII || FORM.hasBoundaryBefore(character)) ? 0 : run + 1;
			if (run <= MAX_COMBINING) {
				kept.appendCodePoint(character);
			}
			i += Character.charCount(character);
		}
		return kept.toString();
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
