package cto.registry.rendering;

import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a packet as Markdown that is nothing but text. A word that no renderer reads
 * anything into stands as it is; every other one stands in a code span, in which
 * CommonMark (0.31, sections 6.1 and 2.4) gives no character a meaning, and which
 * GitHub's and other renderers search neither for links nor for names.
 */
final class MarkdownText {

	private static final String EMPTY = "(empty)";

	private static final Pattern WORD = Pattern.compile(
			"[(\"'\u201c\u2018\u00ab]*+[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'\u2019\\-\u2013\u2014.,:;!?%/+=\u2026\"\u201d)\u00bb]*+");

	/** What some renderer makes a link or a symbol of, with no markup around it. */
	private static final Pattern LINKED = Pattern.compile("//|:.|\\.\\p{L}{2}|www\\.", Pattern.CASE_INSENSITIVE);

	/** The markers of ordered lists (section 5.2), and what comes near. */
	private static final Pattern NUMBERING = Pattern.compile("\\(?+\\p{N}++[.)]++");

	private static final Set<String> LONE = Set.of("-", "\u2013", "\u2014", "&", "+", "=");

	private static final Pattern BACKTICKS = Pattern.compile("`++");

	private MarkdownText() {
	}

	/**
	 * Writes one line of prose.
	 * @param text any text
	 * @return words with one space between them, never a line break
	 */
	static String line(String text) {
		StringJoiner line = new StringJoiner(" ");
		for (String word : VisibleText.of(text).split(" ", -1)) {
			if (!word.isEmpty()) {
				line.add(word(word, line.length() == 0));
			}
		}
		return (line.length() > 0) ? line.toString() : EMPTY;
	}

	/**
	 * Writes prose of several lines.
	 * @param text any text
	 * @return paragraphs where the text has empty lines, and hard breaks where it has
	 * others
	 */
	static String paragraphs(String text) {
		StringBuilder paragraphs = new StringBuilder();
		boolean broken = false;
		for (String line : text.replace('\t', ' ').split("\n", -1)) {
			if (line.isBlank()) {
				broken = true;
				continue;
			}
			if (!paragraphs.isEmpty()) {
				paragraphs.append(broken ? "\n\n" : "\\\n");
			}
			paragraphs.append(line(line));
			broken = false;
		}
		return paragraphs.isEmpty() ? EMPTY : paragraphs.toString();
	}

	/**
	 * Writes text exactly, on one line.
	 * @param text any text
	 * @return a code span
	 */
	static String code(String text) {
		String visible = VisibleText.of(text);
		if (visible.isEmpty()) {
			return EMPTY;
		}
		String fence = "`".repeat(longestRun(visible) + 1);
		// section 6.1: one space is taken off both ends, unless there is nothing else
		boolean padded = visible.startsWith("`") || visible.endsWith("`")
				|| (visible.startsWith(" ") && visible.endsWith(" ") && !isSpaces(visible));
		return padded ? fence + " " + visible + " " + fence : fence + visible + fence;
	}

	/**
	 * Writes a fenced code block.
	 * @param language its info string
	 * @param lines its content
	 * @return the block, with a fence longer than any run of backticks in it
	 */
	static String block(String language, String lines) {
		String fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
		return fence + language + "\n" + lines + "\n" + fence;
	}

	private static String word(String word, boolean first) {
		boolean harmless = WORD.matcher(word).matches() ? !LINKED.matcher(word).find() : LONE.contains(word) && !first;
		return (harmless && !(first && NUMBERING.matcher(word).matches())) ? word : code(word);
	}

	private static boolean isSpaces(String text) {
		return text.chars().allMatch((c) -> c == ' ');
	}

	private static int longestRun(String text) {
		Matcher runs = BACKTICKS.matcher(text);
		int longest = 0;
		while (runs.find()) {
			longest = Math.max(longest, runs.end() - runs.start());
		}
		return longest;
	}

}
