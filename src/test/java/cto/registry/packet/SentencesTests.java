package cto.registry.packet;

import java.util.List;
import java.util.stream.IntStream;

import cto.registry.text.Excerpt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a refusal says, in full: what was wrong, and what would be right.
 */
class SentencesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "/title | 1 | is a number; needed is a string: put it in quotes",
					"/title | {} | is an object; needed is a string", "/title | [] | is an array; needed is a string",
					"/title | true | is a boolean; needed is a string: put it in quotes",
					"/title | null | is null; needed is a string: put it in quotes, or leave the member out",
					"/task_shape | \"x\" | is a string; needed is an object",
					"/allowed_paths | \"x\" | is a string; needed is an array",
					"/title | \"\" | has 0 characters; 1 to 200 are allowed",
					"/work_items | [] | has 0 items; 1 to 50 are allowed",
					"/approval_granted | \"false\" | is the string 'false'; write false",
					"/approval_granted | true | is true; only the literal false is allowed",
					"/approval_granted | [] | is an array; only the literal false is allowed",
					"/supersedes | \"x\" | 'x' is not of the form that is needed: " })
	void sayWhatAFieldIsAndWhatItHasToBe(String pointer, String json, String sentence) {
		assertThat(sentences(Packets.with(pointer, Packets.parse(json)))).anyMatch((one) -> one.startsWith(sentence));
	}

	@ParameterizedTest
	@CsvSource({ "title, is missing; a string is required", "task_shape, is missing; an object is required",
			"allowed_paths, is missing; an array is required",
			"approval_granted, is missing; the literal false is required" })
	void sayWhatIsMissing(String field, String sentence) {
		assertThat(sentences(Packets.with((packet) -> packet.remove(field)))).containsExactly(sentence);
	}

	@Test
	void listNamesUpToALimit() {
		assertThat(Excerpt.list(List.of())).isEqualTo("none");
		assertThat(Excerpt.list(List.of("b", "a"))).isEqualTo("a, b");
		List<String> many = IntStream.range(100, 200).mapToObj((number) -> "n" + number).toList();
		String shown = Excerpt.list(many);
		int named = shown.split(", ").length;
		assertThat(shown).startsWith("n100, n101, ").endsWith(" and " + (100 - named) + " more");
		assertThat(Excerpt.list(many.subList(0, named))).doesNotContain("more");
	}

	@Test
	void nameNotANumberWhereItStands() {
		assertThat(Validated.malformed(Validated.json("{\"a\": NaN}"))).contains("NaN and Infinity are not JSON");
		assertThat(Validated.malformed(Validated.json("{\"a\": Infinity}"))).contains("NaN and Infinity are not JSON");
		assertThat(Validated.malformed(Validated.json("{\"a\": nothing}"))).doesNotContain("Infinity");
	}

	private static List<String> sentences(ValidationResult validation) {
		return Validated.refused(validation).violations().stream().map(Violation::detail).toList();
	}

}
