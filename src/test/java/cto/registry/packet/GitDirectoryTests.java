package cto.registry.packet;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GitDirectoryTests {

	private static final String LETTERS = ".git*";

	/** All that can be written with the letters of {@code .git} and a star. */
	@Test
	void isNamedByItselfAndByThePatternsThatMatchItAndName() {
		for (int length = 0; length <= 6; length++) {
			for (int number = 0; number < Math.pow(LETTERS.length(), length); number++) {
				String segment = spelt(number, length);
				assertThat(GitDirectory.isNamedBy(segment)).as("'%s'", segment).isEqualTo(isNamedInWords(segment));
			}
		}
	}

	private static String spelt(int number, int length) {
		StringBuilder spelt = new StringBuilder();
		for (int rest = number; spelt.length() < length; rest /= LETTERS.length()) {
			spelt.append(LETTERS.charAt(rest % LETTERS.length()));
		}
		return spelt.toString();
	}

	/** A pattern that begins with a star is about everything; NTFS drops dots behind. */
	private static boolean isNamedInWords(String segment) {
		String kept = segment.replaceAll("\\.+$", "");
		return !kept.startsWith("*") && Pattern.matches(Pattern.quote(kept).replace("*", "\\E[.git]*\\Q"), ".git");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".git", ".GIT", ".Git ", ".git.", ".git . .", ".git:", ".git::$INDEX_ALLOCATION",
			".git :x", "git~1", "GIT~1", "git~1.", "git~1:x", ".GI*", ".g*T ", ".*:x" })
	void isNamedBySpellingsThatAFileSystemTakesForIt(String segment) {
		assertThat(GitDirectory.isNamedBy(segment)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "...", ":", ":.git", " .git", ".git x", ".gitx", "x.git", "..git", ".g.it",
			"git", "git~2", "git~10", "*", "*:.git", ".gi", ".gix*", ".git*x" })
	void isNotNamedByOthers(String segment) {
		assertThat(GitDirectory.isNamedBy(segment)).isFalse();
	}

}
