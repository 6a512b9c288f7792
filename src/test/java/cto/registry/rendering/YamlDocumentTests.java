package cto.registry.rendering;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("locale")
class YamlDocumentTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Test
	void writesBlocksThatAPersonCanRead() {
		assertThat(yaml("""
				{"title": "Validate the record", "count": 3, "none": null, "flag": false, "empty": [], "no": {},
				 "summary": "First line:\\n  # second line\\n\\nthird", "items": [{"a": "x y", "b": ["p/q.yaml", "*"]}],
				 "environment": {"A B": "", "on": "12:30"}}""")).isEqualTo("""
				title: Validate the record
				count: 3
				none: null
				flag: false
				empty: []
				"no": {}
				summary: |-
				  First line:
				    # second line

				  third
				items:
				  - a: x y
				    b:
				      - p/q.yaml
				      - "*"
				environment:
				  A B: ""
				  "on": "12:30"
				""");
	}

	/** What PyYAML, among others, takes for something else than a string. */
	@ParameterizedTest
	@ValueSource(strings = { "no", "Off", "y", "TRUE", "null", "~", "", "1", "-1", "1_000", "0o7", "010", "0x1F", "1e3",
			".5", ".inf", ".NaN", "12:30:00", "190:20:30", "2026-11-22", "2026-11-22T09:20:30Z", "=", "<<", "- a", "-",
			"? a", "a: b", "a:", "a #b", "#a", "%a", "@a", "`a", "&a", "*a", "!a", "|", ">", "[a", "{a", "]", "}", ",",
			"'a", "\"a", "---", "...", " a", "a ", "a  b", "\ta", "a\tb", "\n", "a\n\n", " \na", "a \nb", "a\r\nb",
			"a\u0085b", "a\u2028b", "\ufeffa", "\u0000", "\u007f", "\ufffe", "🚀", "é",
			"00e1000000000000000000000000000000000000000000000000000000000000" })
	void quotesWhatAReaderCouldTakeForSomethingElse(String text) {
		ObjectNode value = JSON.createObjectNode().put("member", text);
		value.putArray("list").add(text);
		value.putObject("object").put(text, "value");
		String yaml = yaml(value);
		assertThat(yaml).startsWith("member: \"").contains("\n  - \"");
		assertThat(read(yaml)).isEqualTo(value);
	}

	/**
	 * To YAML 1.1 some of it ends a line; some of it turns around what stands beside it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\u0085", "\u00ad", "\u061c", "\u200b", "\u200d", "\u2028", "\u2029", "\u202e", "\u2066",
			"\ufeff", "\udb40\udc41" })
	void escapesWhatCannotBeSeen(String character) {
		ObjectNode value = JSON.createObjectNode();
		value.put("a " + character + " b", "First 🚀\nand " + character + " second\n");
		String yaml = yaml(value);
		assertThat(yaml).contains("\\").doesNotContain(character).contains("🚀");
		assertThat(read(yaml)).isEqualTo(value);
	}

	@Test
	void readsBackEqual() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		HostileText text = new HostileText(random);
		for (int i = 0; i < 2000; i++) {
			JsonNode value = value(random, text, 4);
			String yaml = yaml(value);
			assertThat(read(yaml)).as("seed %d, value %d:%n%s", seed, i, yaml).isEqualTo(value);
			assertThat(yaml).as("seed %d, value %d", seed, i).isEqualTo(yaml(value)).endsWith("\n");
		}
	}

	@Test
	void refusesANumberThatIsNotWhole() {
		assertThatThrownBy(() -> yaml("{\"a\": 0.5}")).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("0.5");
	}

	private static JsonNode value(Random random, HostileText text, int depth) {
		int kind = random.nextInt((depth > 0) ? 7 : 5);
		if (kind == 5) {
			ObjectNode object = JSON.createObjectNode();
			for (int members = random.nextInt(4); members > 0; members--) {
				object.set(text.line() + members, value(random, text, depth - 1));
			}
			return object;
		}
		if (kind == 6) {
			ArrayNode array = JSON.createArrayNode();
			for (int items = random.nextInt(4); items > 0; items--) {
				array.add(value(random, text, depth - 1));
			}
			return array;
		}
		return switch (kind) {
			case 0 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
			case 1 -> JSON.getNodeFactory().nullNode();
			case 2 -> JSON.getNodeFactory().numberNode(random.nextInt());
			default -> JSON.getNodeFactory().stringNode(random.nextBoolean() ? text.line() : text.lines());
		};
	}

	private static String yaml(String json) {
		return yaml(JSON.readTree(json));
	}

	private static String yaml(JsonNode value) {
		return new String(YamlDocument.of(value), StandardCharsets.UTF_8);
	}

	private static JsonNode read(String yaml) {
		return JSON.valueToTree(YamlReader.read(yaml));
	}

}
