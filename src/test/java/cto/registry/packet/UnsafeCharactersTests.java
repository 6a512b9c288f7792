package cto.registry.packet;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnsafeCharactersTests {

	/**
	 * Controls, format characters, separators of lines and paragraphs, surrogates, and
	 * Default_Ignorable_Code_Point of Unicode 16, DerivedCoreProperties.txt, line by
	 * line.
	 */
	private static final Pattern ORACLE = Pattern.compile(
			"[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\u00ad\\u034f\\u061c\\u115f-\\u1160\\u17b4-\\u17b5\\u180b-\\u180d"
					+ "\\u180e\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2065\\u2066-\\u206f\\u3164\\ufe00-\\ufe0f"
					+ "\\ufeff\\uffa0\\ufff0-\\ufff8\\x{1bca0}-\\x{1bca3}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}]");

	@Test
	void areTheControlFormatAndIgnorableCharactersOfUnicode() {
		for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
			String text = Character.toString(c);
			assertThat(UnsafeCharacters.areIn(text)).as("U+%04X", c).isEqualTo(ORACLE.matcher(text).matches());
			assertThat(UnsafeCharacters.isUnsafe(c)).as("U+%04X", c).isEqualTo(ORACLE.matcher(text).matches());
		}
	}

	@Test
	void takeNoVariationSelectorButTheOneThatIsSeenBehindASymbol() {
		for (String selector : List.of("\ufe0e", "\ufe0f")) {
			for (String symbol : List.of("\u26a0", "\u00a9", "\u2194", "\ud83d\ude80")) {
				assertThat(UnsafeCharacters.areIn(symbol + selector)).as("behind %s", symbol).isFalse();
				assertThat(UnsafeCharacters.indexIn(symbol + selector + selector, false)).as("twice behind %s", symbol)
					.isEqualTo(symbol.length() + 1);
			}
			for (String other : List.of("", "a", "1", "+", "|", "$", "\u20ac", "\u00e9", " ", "\u26a0 ")) {
				assertThat(UnsafeCharacters.indexIn(other + selector, false)).as("behind '%s'", other)
					.isEqualTo(other.length());
			}
		}
		for (char selector = '\ufe00'; selector < '\ufe0e'; selector++) {
			assertThat(UnsafeCharacters.areIn("\u26a0" + selector)).as("U+%04X", (int) selector).isTrue();
		}
	}

	@Test
	void standWhereTheyAreFirst() {
		assertThat(UnsafeCharacters.indexIn("", false)).isEqualTo(-1);
		assertThat(UnsafeCharacters.indexIn("a\tb\nc", true)).isEqualTo(-1);
		assertThat(UnsafeCharacters.indexIn("a\tb\nc", false)).isOne();
		assertThat(UnsafeCharacters.indexIn("\ud835\udc9c\nb\rc\r", true)).isEqualTo(4);
	}

}
