package cto.registry.packet;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One reading in YAML: a plain scalar is text in every reader, or it is refused.
 */
class PlainScalarTests {

	private static final String QUOTES = "put it in quotes";

	@ParameterizedTest
	@ValueSource(strings = { "NO", "no", "on", "Off", "y", "N", "Yes", "12:30", "190:20:30.15", "00:10", "1_000", "0b1",
			"0B1", "-0x1F", "0o_7", "2026-11-22", "2026-1-2", "2026-11-22T10:00:00Z", "2026-11-22 10:00:00 +1", "=",
			"<<", "+-1", "1e_5", "._5", ".", "e5", "0X1.8p1", "a\tb" })
	void refusesWhatSomeReaderTakesForSomethingElse(String scalar) {
		ValidationResult validation = Validated.yaml(yaml(scalar));
		assertThat(Validated.violations(validation)).containsExactly("/harness_command/argv/1 ambiguous_scalar");
		assertThat(Validated.refused(validation).violations().get(0).detail()).endsWith(QUOTES);
		assertThat(Validated.yaml(yaml("\"" + scalar.replace("\t", "\\t") + "\"")))
			.isInstanceOf(ValidationResult.Accepted.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "~", "null", "012", "1.5", "1e3", "true", "False", "0x1F" })
	void refusesWhatIsNoText(String scalar) {
		ValidationResult validation = Validated.yaml(yaml(scalar));
		assertThat(Validated.violations(validation)).containsExactly("/harness_command/argv/1 type");
		assertThat(Validated.refused(validation).violations().get(0).detail()).contains(QUOTES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-m", "1.2.3", "8080:80", "src/", "https://x/y#z", "2026-11-22 release", "--", "v1", "1.x",
			"nO", "yEs", "none", "0.0.0.0", "1,000", "12:60", "a:b", "--port=8080", "e5x", "-e", "1h30m", "e",
			"2026-11" })
	void takesWhatIsTextInAllReaders(String scalar) {
		assertThat(Validated.accepted(Validated.yaml(yaml(scalar))).harnessCommand().argv()).element(1)
			.isEqualTo(scalar);
	}

	private static String yaml(String scalar) {
		StringBuilder yaml = new StringBuilder("harness_command:\n  argv:\n  - python3\n  - " + scalar + "\n");
		Packets.valid().properties().forEach((member) -> {
			if (!member.getKey().equals("harness_command")) {
				yaml.append(member.getKey()).append(": ").append(member.getValue()).append('\n');
			}
		});
		return yaml.toString();
	}

	@Test
	void refusesNamesThatSomeReaderTakesForSomethingElse() {
		String yaml = Packets.valid()
			.toString()
			.replace("{\"argv\"", "{environment: {NO: a, 012: b, true: c, _x: d}, \"argv\"");
		assertThat(Validated.violations(Validated.yaml(yaml))).containsExactly("/harness_command/environment/012 type",
				"/harness_command/environment/NO ambiguous_scalar", "/harness_command/environment/true type");
		String quoted = Packets.valid()
			.toString()
			.replace("{\"argv\"", "{environment: {\"NO\": a, \"true\": c}, \"argv\"");
		assertThat(Validated.yaml(quoted)).isInstanceOf(ValidationResult.Accepted.class);
		assertThat(Validated.violations(Validated.yaml("1.5: a\non: b\n")))
			.contains("/1.5 unknown_member", "/on unknown_member")
			.doesNotContain("/1.5 type", "/on ambiguous_scalar");
	}

	@Test
	void reportsAllAtOnce() {
		String yaml = Packets.valid()
			.toString()
			.replace("\"A title\"", "2026-11-22")
			.replace("\"p-1\"", "1.5")
			.replace("\"name\":\"a-task\"", "\"name\": y");
		assertThat(Validated.violations(Validated.yaml(yaml))).containsExactly("/packet_id type",
				"/task_shape/name ambiguous_scalar", "/title ambiguous_scalar");
	}

	@Test
	void reportsNothingElseOfAFlagOrAnUnknownMember() {
		String yaml = Packets.valid()
			.toString()
			.replace("\"approval_granted\":false", "\"approval_granted\": no, x: on");
		assertThat(Validated.violations(Validated.yaml(yaml))).containsExactly("/approval_granted type",
				"/x unknown_member");
	}

	@Test
	void namesTheOptionOfCurlThatDropsLineBreaks() {
		assertThat(Validated.malformed(Validated.yaml("# A packetpacket_version: \"1\"title: x"))).contains("curl -d")
			.contains("--data-binary");
		for (String other : List.of("# A packet\n", "packet_version: \"1\"\n")) {
			assertThat(Validated.yaml(other).toString()).doesNotContain("curl");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r", "\r\r\n", "a\rb" })
	void refusesACarriageReturnThatNoLineFeedFollows(String text) {
		assertThat(Validated.malformed(Validated.yaml(Packets.valid() + "\n# see" + text + "approval_granted: true")))
			.startsWith("line 2: U+000D");
		assertThat(Validated.yaml(Packets.valid().toString().replace(",", ",\r\n")))
			.isInstanceOf(ValidationResult.Accepted.class);
	}

	/** Readers that accept each of these read two texts; docs/readers.md has them. */
	@ParameterizedTest
	@ValueSource(strings = { "? \"notes\" \"x\"", "? notes\n: x", "notes: \"a \n  b\"", "notes: 'a\t\n  b'",
			"notes: \"a\\\n\n  b\"", "notes: |\n  a\n  b", "notes: >-\n  a", "notes: |+\n\n",
			"notes: \"\\U0000D83D\\U0000DE00\"", "notes: 'a\ufeffb'" })
	void refusesLinesThatReadersReadInTwoWays(String member) {
		assertThat(Validated.malformed(Validated.yaml(yaml("x") + member))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "notes: \"why?\"\n", "notes: |\n  a \n  b\n", "notes: 'a\n\n  b'\n",
			"notes: \"a\\\n  b\"\n", "notes: a\n  b?\n", "notes: \"\\ud83d\\ude00\"\n", "notes: \"\\U0001F600\"\n",
			"notes: |\r\n  a\r\n  b\r\n" })
	void takesLinesThatAllReadersReadAlike(String member) {
		assertThat(Validated.yaml(yaml("x?") + member + "supersedes: " + Validated.RECORD + "\n"))
			.isInstanceOf(ValidationResult.Accepted.class);
	}

}
