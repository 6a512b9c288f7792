package cto.registry.packet;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StrictReadingTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "{}}", "{} {}", "{}x", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "// c\n{}",
			"NaN", "{\"a\":Infinity}", "{\"a\":-Infinity}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":\"\t\"}",
			"{\"a\":\"\\x\"}", "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":1}", "{\"x\":[{\"a\":1,\"a\":2}]}",
			"{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\\ud800\"}", "{\"\\ud800\":1}", "{\"a\":\"\\ud83d x\"}", "tru",
			"{\"a\" 1}", "\ufeff{}" })
	void refusesWhatIsNotExactlyOneJsonDocument(String text) {
		assertThat(Validated.malformed(Validated.json(text))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "---\n", "# only a comment\n", "a: 1\n---\nb: 1\n", "a: 1\n...\n---\n",
			"a: &x 1\n", "&x a: 1\n", "a: &x [1]\nb: *x\n", "a: !!str 1\n", "a: ! 1\n", "!!map {a: 1}\n",
			"a: !local 1\n", "%TAG ! tag:x,2026:\n---\na: 1\n", "%YAML 1.1\n---\na: 1\n", "%YAML 1.3\n---\na: 1\n",
			"%YAML 2.0\n---\na: 1\n", "<<: {a: 1}\n", "a: 1\na: 2\n", "a: 1\n\"\\x61\": 2\n", "x: [{a: 1, a: 2}]\n",
			"? [a]\n: 1\n", "? {a: 1}\n: 1\n", "a: .inf\n", "a: -.Inf\n", "a: .nan\n", "a: \"\\ud800\"\n", "a: [\n",
			"a: 'x\n", "a: b: c\n", "\ta: 1\n", "a: \u0001\n", "{a: 1} {b: 2}\n", "a: @x\n", "\ufeffa: 1\n" })
	void refusesWhatIsNotExactlyOneYamlDocument(String text) {
		assertThat(Validated.malformed(Validated.yaml(text))).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'{\"a\":1,\n  \"a\":2}', line 2, 'the name ''a'' stands twice in one object'",
			"'{} {}', column 4, more after the end", "'{\"a\":NaN}', line 1, NaN and Infinity are not JSON",
			"'{\"a\":', line 1, ends before it is complete" })
	void saysWhereJsonGoesWrong(String text, String place, String reason) {
		assertThat(Validated.malformed(Validated.json(text))).contains(place).contains(reason);
	}

	@ParameterizedTest
	@CsvSource({ "'a: 1\na: 2', 'line 2, column 1: the name ''a'' stands twice in one object'",
			"'a: &x 1', 'line 1, column 4: an anchor (&) stands here; anchors are not allowed'",
			"'a: !!str 1', 'line 1, column 4: the tag ''tag:yaml.org,2002:str'' stands here; tags are not allowed'",
			"'<<: x', 'line 1, column 1: a merge key (<<) is not allowed; write the members themselves'" })
	void saysWhereYamlGoesWrong(String text, String detail) {
		assertThat(Validated.malformed(Validated.yaml(text))).isEqualTo(detail);
	}

	@Test
	void refusesWhatIsNotUtf8() {
		byte[] overlong = { '"', (byte) 0xc0, (byte) 0xaf, '"' };
		byte[] cut = { '"', 'a', (byte) 0xe2, (byte) 0x82 };
		byte[] surrogate = { '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' };
		byte[] latin1 = "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);
		for (byte[] bytes : new byte[][] { overlong, cut, surrogate, latin1, "{}".getBytes(StandardCharsets.UTF_16) }) {
			for (PacketMediaType type : PacketMediaType.values()) {
				assertThat(Validated.malformed(Validated.VALIDATOR.validate(bytes, type)))
					.startsWith("is not UTF-8 at byte ");
			}
		}
		assertThat(Validated.malformed(Validated.VALIDATOR.validate(cut, PacketMediaType.JSON))).contains("byte 2");
	}

	@Test
	void takesTheReplacementCharacterOfAPacketItself() {
		assertThat(Validated.accepted(Packets.with("/title", "a\ufffd")).title()).isEqualTo("a\ufffd");
	}

	@Test
	void nestsSixtyFourDeepAndNoDeeper() {
		String deepest = "[".repeat(63) + "]".repeat(63);
		String deeper = "[".repeat(64) + "]".repeat(64);
		for (PacketMediaType type : PacketMediaType.values()) {
			assertThat(validate("{\"a\":" + deepest + "}", type)).isInstanceOf(ValidationResult.Invalid.class);
			assertThat(Validated.malformed(validate("{\"a\":" + deeper + "}", type))).contains("over 64 deep");
		}
	}

	private static ValidationResult validate(String text, PacketMediaType type) {
		return Validated.VALIDATOR.validate(text.getBytes(StandardCharsets.UTF_8), type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e999999999", "-1E-999999999", "123456789012345678901234567890", "0.1", "-0" })
	void readsAnyNumber(String number) {
		String json = Packets.valid().put("title", "HERE").toString().replace("\"HERE\"", number);
		assertThat(Validated.violations(Validated.json(json))).containsExactly("/title type");
		assertThat(Validated.violations(Validated.yaml(json))).containsExactly("/title type");
	}

	@ParameterizedTest
	@CsvSource({ "~, NULL", "'', NULL", "null, NULL", "Null, NULL", "NULL, NULL", "nUll, STRING", "true, TRUE",
			"TRUE, TRUE", "tRue, STRING", "False, FALSE", "yes, STRING", "no, STRING", "on, STRING", "0, NUMBER",
			"-12, NUMBER", "+1, NUMBER", "0o17, NUMBER", "0o8, STRING", "0xFf, NUMBER", "-0x1, STRING", "1., NUMBER",
			".5, NUMBER", "., STRING", "1e5, NUMBER", "1e, STRING", "-, STRING", "1_000, STRING", "12:30, STRING",
			"0b1, STRING", ".inf, NOT_FINITE", "-.INF, NOT_FINITE", ".NaN, NOT_FINITE", "+.nan, STRING", ".iNf, STRING",
			"<<, STRING", "2026-01-01, STRING", "\u0661, STRING" })
	void readsPlainScalarsByTheCoreSchema(String text, CoreScalar kind) {
		assertThat(CoreScalar.of(text)).isEqualTo(kind);
	}

	@Test
	void readsAQuotedScalarAsAString() {
		assertThat(Validated.violations(Validated.yaml("packet_version: 1"))).contains("/packet_version type");
		assertThat(Validated.violations(Validated.yaml("packet_version: '1'"))).doesNotContain("/packet_version type");
		assertThat(Validated.yaml("'1': a\n'<<': b\n%: c")).isInstanceOf(ValidationResult.Malformed.class);
		assertThat(Validated.yaml("'1': a\n'<<': b")).isInstanceOf(ValidationResult.Invalid.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "a: &x [b] | anchor", "a: !!seq [b] | tag", "a: &x {b: c} | anchor", "a: !!map {b: c} | tag",
					"a: &x b | anchor", "a: !!str b | tag", "a: [*x] | alias", "? [a] : b | as a name",
					"{[a]: b} | as a name", "{{a: b}: c} | as a name", "%YAML 2.2\\n--- {} | is not YAML 1.2",
					"%YAML 1.1\\n--- {} | YAML 1.1 is declared", "%YAML 1.3\\n--- {} | YAML 1.3 is declared" })
	void refusesOfEveryYamlNodeWhatReadersSeeDifferently(String text, String reason) {
		assertThat(Validated.malformed(Validated.yaml(text.replace("\\n", "\n")))).contains(reason);
	}

	@Test
	void takesTheDirectiveOfYaml12() {
		assertThat(Validated.yaml("%YAML 1.2\n---\na: 1\n...\n")).isInstanceOf(ValidationResult.Invalid.class);
	}

	/** SnakeYAML 2 reads a name without its question mark, which drills/fuzz found. */
	@ParameterizedTest
	@ValueSource(strings = { "{?supersedes: x}", "[?a]", "[?\"a\": b]", "?a: b" })
	void refusesAQuestionMarkThatIsASignToOtherReaders(String yaml) {
		assertThat(Validated.malformed(Validated.yaml(yaml))).contains("begins with ?").contains("put it in quotes");
		assertThat(Validated.yaml("{'?a': '?b'}")).isInstanceOf(ValidationResult.Invalid.class);
	}

	/** PyYAML 6 reads each of these as an approval. */
	@ParameterizedTest
	@ValueSource(strings = { "\u0085", "\u2028", "\u2029" })
	void refusesACommentThatIsAMemberToOtherReaders(String lineBreak) {
		String yaml = Packets.valid() + "\n# see below" + lineBreak + "approval_granted: true" + lineBreak;
		assertThat(Validated.yaml(yaml)).isInstanceOfSatisfying(ValidationResult.Malformed.class,
				(malformed) -> assertThat(malformed.detail()).contains("line 2").contains("ends a line"));
	}

}
