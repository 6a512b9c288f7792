package cto.registry.packet;

import java.util.List;

import cto.registry.text.Excerpt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayTextRulesTests {

	private static final List<String> UNSAFE = List.of("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u0000",
			"\u001b", "\u007f", "\u0085", "\r", "\u2028", "\u2029", "\u00ad", "\u034f", "\u115f", "\u1160", "\u17b4",
			"\u17b5", "\u3164", "\uffa0", "\ufe0f", "\udb40\udc41", "\udb40\udd00");

	@ParameterizedTest
	@ValueSource(strings = { "/packet_version", "/packet_id", "/title", "/requested_by", "/work_items/0",
			"/task_shape/name", "/task_shape/summary", "/backend", "/target_repository", "/target_revision",
			"/allowed_paths/0", "/harness_command/argv/1", "/harness_command/working_directory",
			"/proof_pointers/0/kind", "/proof_pointers/0/ref", "/proof_pointers/0/sha256", "/blocked_actions/6",
			"/approval_required_from", "/notes" })
	void refusesUnsafeCharactersInEveryShownString(String pointer) {
		for (String unsafe : UNSAFE) {
			for (String text : List.of("a" + unsafe + "b", unsafe + "b", "a" + unsafe)) {
				assertThat(Validated.violations(Packets.with(pointer, text)))
					.containsExactly(pointer + " unsafe_characters");
			}
		}
	}

	@Test
	void refusesUnsafeCharactersInTheEnvironment() {
		assertThat(
				Validated.violations(Packets.with("/harness_command/environment", Packets.parse("{\"A\":\"\u202e\"}"))))
			.containsExactly("/harness_command/environment/A unsafe_characters");
	}

	@Test
	void saysWhichCharacterAndWhere() {
		assertThat(Validated.refused(Packets.with("/title", "𝒜b\u202ec\u202e")).violations())
			.containsExactly(new Violation("/title", ViolationCode.UNSAFE_CHARACTERS,
					"has U+202E RIGHT-TO-LEFT OVERRIDE as character 3; control and invisible characters are not allowed"));
	}

	@Test
	void saysWhatIsAllowedWhereTheCharacterStands() {
		String none = "; control and invisible characters are not allowed";
		assertThat(Validated.refused(Packets.with("/work_items/0", "\u202eA-1")).violations())
			.extracting(Violation::detail)
			.containsExactly("has U+202E RIGHT-TO-LEFT OVERRIDE as character 1" + none);
		assertThat(Validated.refused(Packets.with("/notes", "a\u202e")).violations()).extracting(Violation::detail)
			.containsExactly("has U+202E RIGHT-TO-LEFT OVERRIDE as character 2;"
					+ " of control and invisible characters, only tab and line feed are allowed");
		assertThat(Validated.refused(Packets.with("/title", "\u2065")).violations()).extracting(Violation::detail)
			.containsExactly("has U+2065 as character 1" + none);
	}

	@Test
	void takesTabsAndLineFeedsInSummaryNotesAndArguments() {
		for (String pointer : List.of("/task_shape/summary", "/notes", "/harness_command/argv/1")) {
			assertThat(Packets.with(pointer, "a\tb\nc")).isInstanceOf(ValidationResult.Accepted.class);
		}
		for (String pointer : List.of("/title", "/harness_command/argv/0", "/proof_pointers/0/ref")) {
			assertThat(Validated.violations(Packets.with(pointer, "a\tb")))
				.containsExactly(pointer + " unsafe_characters");
			assertThat(Validated.violations(Packets.with(pointer, "a\nb")))
				.containsExactly(pointer + " unsafe_characters");
		}
	}

	@Test
	void acceptsTextOfAnyLanguage() {
		for (String text : List.of("Prüfung", "检查", "בדיקה", "परीक्षा", "🚀", "⚠\ufe0f")) {
			assertThat(Validated.accepted(Packets.with("/title", text)).title()).isEqualTo(text);
		}
	}

	@Test
	void cutsAndEscapesWhatItEchoes() {
		String detail = Validated.refused(Packets.with("/packet_version", "\\\u00e4" + "x".repeat(100)))
			.violations()
			.get(0)
			.detail();
		assertThat(detail).isEqualTo("'\\\u00e4" + "x".repeat(78) + "…' is not known; allowed: '1'");
		assertThat(Excerpt.quoted("a\u202eb\n")).isEqualTo("'a\\u202eb\\u000a'");
	}

	@Test
	void takesJoinersThatAScriptNeedsInTitleSummaryAndNotesOnly() {
		for (String text : List.of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
				"\ud83d\udc69\u200d\ud83d\udc67")) {
			for (String pointer : List.of("/title", "/task_shape/summary", "/notes")) {
				assertThat(Packets.with(pointer, text)).isInstanceOf(ValidationResult.Accepted.class);
				assertThat(Validated.violations(Packets.with(pointer, "a\u200db")))
					.containsExactly(pointer + " unsafe_characters");
			}
			for (String pointer : List.of("/harness_command/argv/1", "/proof_pointers/0/ref", "/allowed_paths/0")) {
				assertThat(Validated.violations(Packets.with(pointer, text)))
					.containsExactly(pointer + " unsafe_characters");
			}
		}
	}

	@Test
	void refusesMoreThanEightCombiningMarksInARow() {
		for (String pointer : List.of("/title", "/notes", "/harness_command/argv/1", "/proof_pointers/0/ref")) {
			assertThat(Packets.with(pointer, "x" + "\u0302".repeat(8) + "y" + "\u0302".repeat(8)))
				.isInstanceOf(ValidationResult.Accepted.class);
			assertThat(Validated.violations(Packets.with(pointer, "x" + "\u0302".repeat(9))))
				.containsExactly(pointer + " unsafe_characters");
		}
		assertThat(Validated.refused(Packets.with("/title", "x" + "\u0302".repeat(9))).violations().get(0).detail())
			.isEqualTo("has more than 8 combining marks in a row, at character 10");
	}

	@Test
	void asksForAVisibleCharacterWhereATextIsRequired() {
		for (String blank : List.of(" ", "\u00a0".repeat(200), "\u2800", "\u3000", "\u0301")) {
			for (String pointer : List.of("/title", "/task_shape/summary", "/harness_command/argv/0",
					"/proof_pointers/0/ref")) {
				assertThat(Validated.violations(Packets.with(pointer, blank)))
					.containsExactly(pointer + " unsafe_characters");
			}
			for (String pointer : List.of("/notes", "/harness_command/argv/1")) {
				assertThat(Packets.with(pointer, blank)).isInstanceOf(ValidationResult.Accepted.class);
			}
		}
	}

}
