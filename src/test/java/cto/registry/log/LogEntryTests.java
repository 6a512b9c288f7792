package cto.registry.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import cto.registry.merkle.Rfc6962;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogEntryTests {

	private static final LogEntry ENTRY = new LogEntry(UUID.fromString("0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70"),
			new byte[32], 1350, "application/json", Instant.parse("2026-11-22T09:20:30.937076Z"), "local",
			"JP \"é\" \\ / 漢 \ud83d\ude00");

	@Test
	void isTheCanonicalJsonOfRfc8785() throws Exception {
		byte[] json = ENTRY.canonicalJson();
		assertThat(json).isEqualTo(new JsonCanonicalizer(json).getEncodedUTF8());
	}

	@Test
	void hasTheMembersOfTheDesign() {
		assertThat(new String(ENTRY.canonicalJson(), StandardCharsets.UTF_8))
			.isEqualTo("{\"approval_granted\":false,\"approval_required_from\":\"JP \\\"é\\\" \\\\ / 漢 \ud83d\ude00\","
					+ "\"execution_allowed\":false,\"id\":\"0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70\","
					+ "\"packet_bytes\":1350,\"packet_media_type\":\"application/json\",\"packet_sha256\":\""
					+ "00".repeat(32) + "\",\"runtime_default_activation\":false,"
					+ "\"submitted_at\":\"2026-11-22T09:20:30.937076Z\",\"submitted_by\":\"local\",\"v\":1}");
	}

	/** printf '' | cat <(printf '\0') - | sha256sum. */
	@Test
	void isHashedAsALeafOfRfc6962() {
		assertThat(HexFormat.of().formatHex(Rfc6962.leafHash(new byte[0])))
			.isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
		assertThat(ENTRY.leafHash()).isEqualTo(Rfc6962.leafHash(ENTRY.canonicalJson()));
	}

	@Test
	void isNotReadWhereTheDigestOfThePacketIsNoSha256() {
		assertThat(parse(json()).leafHash()).isEqualTo(ENTRY.leafHash());
		String cut = json().replace("00".repeat(32), "00".repeat(31));
		assertThatThrownBy(() -> parse(cut)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("has 31 bytes; a SHA-256 has 32");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"v":1                        | "v":1,"w":2                    | and this one has others
					,"v":1                       | ``                             | and this one has others
					"execution_allowed":false    | "execution_allowed":true       | says execution_allowed: true; in an entry of this log it is false
					"approval_granted":false     | "approval_granted":"false"     | says approval_granted: "false"; in
					"packet_bytes":1350          | "packet_bytes":0               | says packet_bytes: 0; it is a number of at least 1
					"packet_bytes":1350          | "packet_bytes":"1350"          | says packet_bytes: "1350"; it is
					"packet_bytes":1350          | "packet_bytes":2147483648      | says packet_bytes: 2147483648; it is
					"submitted_by":"local"       | "submitted_by":null            | says submitted_by: null; it is a string
					2026-11-22T09:20:30.937076Z  | yesterday                      | submitted_at is no time: "yesterday"
					"packet_bytes":1350          | "packet_bytes": 1350           | is not the canonical JSON
					"v":1                        | "v":2                          | is not the canonical JSON
					""")
	void isNotReadWhereItSaysSomethingElse(String member, String other, String sentence) {
		assertThat(json()).contains(member);
		assertThatThrownBy(() -> parse(json().replace(member, other))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(sentence);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "null", "\"entry\"" })
	void isNotReadWhereItIsNoJsonObject(String text) {
		assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("The entry is no JSON object");
	}

	@Test
	void mayBeOfAPacketOfOneByte() {
		assertThat(parse(json().replace("1350", "1")).packetBytes()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "78, \"", "79, …" })
	void isShownInPartIfItIsWrong(int length, String end) {
		String wrong = json().replace("2026-11-22T09:20:30.937076Z", "é".repeat(length));
		assertThatThrownBy(() -> parse(wrong)).hasMessageEndingWith("is no time: \"" + "é".repeat(length) + end);
	}

	private static String json() {
		return new String(ENTRY.canonicalJson(), StandardCharsets.UTF_8);
	}

	private static LogEntry parse(String json) {
		return LogEntry.parse(json.getBytes(StandardCharsets.UTF_8));
	}

}
