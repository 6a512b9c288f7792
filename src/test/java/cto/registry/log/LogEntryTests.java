package cto.registry.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import cto.registry.merkle.Rfc6962;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

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
		String json = new String(ENTRY.canonicalJson(), StandardCharsets.UTF_8);
		assertThat(LogEntry.parse(json.getBytes(StandardCharsets.UTF_8)).leafHash()).isEqualTo(ENTRY.leafHash());
		byte[] cut = json.replace("00".repeat(32), "00".repeat(31)).getBytes(StandardCharsets.UTF_8);
		assertThatThrownBy(() -> LogEntry.parse(cut)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("has 31 bytes; a SHA-256 has 32");
	}

}
