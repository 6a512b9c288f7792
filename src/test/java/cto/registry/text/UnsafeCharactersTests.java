package cto.registry.text;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
				assertThat(UnsafeCharacters.indexIn(symbol + selector + selector, false, false))
					.as("twice behind %s", symbol)
					.isEqualTo(symbol.length() + 1);
			}
			for (String other : List.of("", "a", "1", "+", "|", "$", "\u20ac", "\u00e9", " ", "\u26a0 ")) {
				assertThat(UnsafeCharacters.indexIn(other + selector, false, false)).as("behind '%s'", other)
					.isEqualTo(other.length());
			}
		}
		for (char selector = '\ufe00'; selector < '\ufe0e'; selector++) {
			assertThat(UnsafeCharacters.areIn("\u26a0" + selector)).as("U+%04X", (int) selector).isTrue();
		}
	}

	@Test
	void standWhereTheyAreFirst() {
		assertThat(UnsafeCharacters.indexIn("", false, false)).isEqualTo(-1);
		assertThat(UnsafeCharacters.indexIn("a\tb\nc", true, false)).isEqualTo(-1);
		assertThat(UnsafeCharacters.indexIn("a\tb\nc", false, false)).isOne();
		assertThat(UnsafeCharacters.indexIn("\ud835\udc9c\nb\rc\r", true, false)).isEqualTo(4);
	}

	/**
	 * Persian "I want", Sinhala "Sri", Devanagari; a family, a pilot, a heart on fire.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u064e\u200c\u064e\u062e",
			"\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0915\u094d\u200c\u0937", "\ud83d\udc69\u200d\ud83d\udc67",
			"\ud83d\udc69\ud83c\udffd\u200d\u2708\ufe0f", "\u2764\ufe0f\u200d\ud83d\udd25" })
	void areNotTheJoinersThatAScriptOrAnEmojiNeeds(String text) {
		assertThat(UnsafeCharacters.indexIn(text, false, true)).isEqualTo(-1);
		assertThat(UnsafeCharacters.areIn(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u200cb", "a\u200db", "\u200d", "a\u200d", "\u0645\u200c", "\u0645\u200ca",
			"\u062f\u200c\u062e", "\u0645\u06cc\u200d\u062e", "\ud83d\udc69\u200d", "\ud83d\udc69\u200da",
			"a\ufe0f\u200d\ud83d\udd25", "1\u200d\ud83d\udd25" })
	void areTheOtherJoiners(String text) {
		assertThat(UnsafeCharacters.indexIn(text, false, true)).isNotNegative();
	}

	@Test
	void areNotSeenAndSomeOthersAreNotSeenEither() {
		for (String blank : List.of(" ", "\u00a0", "\u2800", "\u3000", "\u0301", "\t\n", "\u3164", "\u200b")) {
			assertThat(UnsafeCharacters.hasVisible(blank.repeat(3))).as("U+%04X", blank.codePointAt(0)).isFalse();
			assertThat(UnsafeCharacters.hasVisible(blank + ".")).isTrue();
		}
	}

}
