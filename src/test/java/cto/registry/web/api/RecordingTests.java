package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import cto.registry.merkle.Sha256;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recording over HTTP: each status that a post may get, and what of it is stored.
 */
@RegistryTest
class RecordingTests {

	private final int port;

	private final Client alice;

	RecordingTests(@LocalServerPort int port) {
		this.port = port;
		this.alice = Client.at(port).as(Tokens.ALICE);
	}

	@Test
	void recordsANewPacketAndSaysWhere() {
		TestPacket packet = TestPacket.fresh();
		Reply reply = this.alice.record(packet.bytes());
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.header("Location")).isEqualTo("/api/v1/execution-requests/" + reply.at("/id"));
		assertThat(reply.header("ETag"))
			.isEqualTo(this.alice.get(String.valueOf(reply.header("Location"))).header("ETag"));
		assertThat(reply.header("Idempotent-Replayed")).isNull();
		assertThat(UUID.fromString(reply.at("/id")).version()).isEqualTo(7);
		assertThat(reply.at("/submitted_by")).isEqualTo("alice");
		assertThat(reply.at("/packet_id")).isEqualTo(packet.id());
	}

	@Test
	void neverSaysAnythingButNotApproved() {
		Reply reply = this.alice.record(TestPacket.fresh().bytes());
		assertThat(reply.json().get("approval_granted").isBoolean()).isTrue();
		assertThat(reply.json().get("approval_granted").asBoolean()).isFalse();
		assertThat(reply.json().get("execution_allowed").asBoolean()).isFalse();
		assertThat(reply.json().get("runtime_default_activation").asBoolean()).isFalse();
		assertThat(reply.json().get("approval_required").asBoolean()).isTrue();
		assertThat(reply.at("/approval_required_from")).isEqualTo("JP");
	}

	@Test
	void givesIndicesWithoutAGap() {
		long first = this.alice.record(TestPacket.fresh().bytes()).json().get("log_index").asLong();
		this.alice.record(TestPacket.fresh().without("title").bytes());
		long second = this.alice.record(TestPacket.fresh().bytes()).json().get("log_index").asLong();
		assertThat(second).isEqualTo(first + 1);
	}

	@Test
	void findsTheRecordOfTheSameBytes() {
		byte[] packet = TestPacket.fresh().bytes();
		Reply first = this.alice.record(packet);
		Reply again = this.alice.record(packet);
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("Content-Location")).isEqualTo(first.header("Location"));
		assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(again.header("Location")).isNull();
	}

	@Test
	void findsTheRecordOfTheSameBytesForAnotherSenderToo() {
		byte[] packet = TestPacket.fresh().bytes();
		Reply first = this.alice.record(packet);
		Reply again = Client.at(this.port).as(Tokens.BOB).record(packet);
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(first.body());
	}

	@ParameterizedTest
	@CsvSource({ "key-1, key-1", "'\"key-2\"', key-2", "'\"key 3 \\\\\"', '\"key 3 \\\\\"'" })
	void repeatsTheFirstAnswerForTheSameKeyAndBytes(String key, String sameKey) {
		byte[] packet = TestPacket.fresh().bytes();
		Reply first = this.alice.record(packet, "Idempotency-Key", key);
		Reply again = this.alice.record(packet, "Idempotency-Key", sameKey);
		assertThat(first.status()).isEqualTo(201);
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(again.header("Content-Location")).isEqualTo(first.header("Location"));
	}

	@Test
	void remembersAKeyThatCameWithKnownBytes() {
		byte[] packet = TestPacket.fresh().bytes();
		this.alice.record(packet);
		assertThat(this.alice.record(packet, "Idempotency-Key", "late").status()).isEqualTo(200);
		assertThat(this.alice.record(packet, "Idempotency-Key", "late").status()).isEqualTo(200);
		Reply other = this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", "late");
		assertThat(other.at("/code")).isEqualTo("idempotency_key_reused");
	}

	@Test
	void refusesAKeyThatStandsForOtherBytes() {
		this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", "once");
		TestPacket other = TestPacket.fresh();
		Reply reply = this.alice.record(other.bytes(), "Idempotency-Key", "once");
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/type")).isEqualTo("/problems/idempotency-key-reused");
		assertThat(found(other)).isZero();
	}

	@Test
	void keepsTheKeysOfSendersApart() {
		this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", "shared");
		Reply reply = Client.at(this.port)
			.as(Tokens.BOB)
			.record(TestPacket.fresh().bytes(), "Idempotency-Key", "shared");
		assertThat(reply.status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource({ "'\"\"'", "'\"open'", "'a b'", "'\"a\";x=\"', ''" })
	void refusesAKeyThatIsNone(String key) {
		Reply reply = this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", key);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/code")).isEqualTo("invalid_parameter");
	}

	@Test
	void takesAKeyOf255CharactersAndNoMore() {
		assertThat(this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", "k".repeat(255)).status())
			.isEqualTo(201);
		Reply reply = this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", "k".repeat(256));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/detail")).contains("256").contains("255");
	}

	@Test
	void refusesAPacketIdThatAnotherRecordHasAndNamesIt() {
		TestPacket packet = TestPacket.fresh();
		Reply first = this.alice.record(packet.bytes());
		Reply reply = this.alice.record(packet.with("title", "\"Another title\"").bytes());
		assertThat(reply.status()).isEqualTo(409);
		assertThat(reply.at("/type")).isEqualTo("/problems/packet-id-conflict");
		assertThat(reply.at("/record/id")).isEqualTo(first.at("/id"));
		assertThat(reply.at("/record/href")).isEqualTo(first.header("Location"));
	}

	@Test
	void recordsYaml() {
		TestPacket packet = TestPacket.fresh();
		byte[] yaml = ("# a comment\n" + packet.tree()).getBytes(StandardCharsets.UTF_8);
		Reply reply = this.alice.post("/api/v1/execution-requests", "application/yaml", yaml);
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.at("/packet/media_type")).isEqualTo("application/yaml");
		Reply bytes = this.alice.get(reply.at("/packet/href"));
		assertThat(bytes.body()).isEqualTo(yaml);
		assertThat(bytes.header("Content-Type")).isEqualTo("application/yaml");
	}

	@Test
	void takesBytesThatMatchTheirDigest() {
		byte[] packet = TestPacket.fresh().bytes();
		Reply reply = this.alice.record(packet, "Content-Digest", "md5=:AAAA:, sha-256=:" + base64(packet) + ":");
		assertThat(reply.status()).isEqualTo(201);
	}

	@Test
	void refusesBytesThatDoNotMatchTheirDigest() {
		TestPacket packet = TestPacket.fresh();
		Reply reply = this.alice.record(packet.bytes(), "Content-Digest", "sha-256=:" + base64(new byte[1]) + ":");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/type"))
			.isEqualTo("https://iana.org/assignments/http-problem-types#digest-mismatched-values");
		assertThat(found(packet)).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "sha-256=notbytes | digest_invalid_values", "sha-256=:AAAA: | digest_invalid_values",
					"=:: | digest_invalid_values", "sha-512=:AAAA: | digest_unsupported_algorithms",
					"unixsum=:AAAA: | digest_unsupported_algorithms" })
	void refusesADigestThatItCannotCompare(String digest, String code) {
		Reply reply = this.alice.record(TestPacket.fresh().bytes(), "Content-Digest", digest);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/code")).isEqualTo(code);
	}

	@Test
	void recordsWhatSupersedesARecord() {
		String old = this.alice.record(TestPacket.fresh().bytes()).at("/id");
		Reply reply = this.alice.record(TestPacket.fresh().with("supersedes", '"' + old + '"').bytes());
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.at("/supersedes")).isEqualTo(old);
		Reply unknown = this.alice
			.record(TestPacket.fresh().with("supersedes", "\"00000000-0000-7000-8000-000000000000\"").bytes());
		assertThat(unknown.at("/errors/0/code")).isEqualTo("superseded_record_unknown");
	}

	@Test
	void namesAllFaultsAtOnceAndKeepsNothing() {
		TestPacket packet = TestPacket.fresh()
			.with("allowed_paths", "[\"tools/\", \"../core\"]")
			.with("target_repository", "\"hermes-agent\"");
		Reply reply = this.alice.record(packet.bytes());
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/type")).isEqualTo("/problems/invalid-packet");
		assertThat(reply.at("/title")).isEqualTo("The packet breaks 2 rules");
		assertThat(reply.json().get("errors").findValuesAsString("pointer"))
			.containsExactlyInAnyOrder("/allowed_paths/1", "/target_repository");
		assertThat(found(packet)).isZero();
	}

	@Test
	void refusesAClaimOfApprovalAsAGuardrailViolation() {
		TestPacket packet = TestPacket.fresh().with("approval_granted", "true");
		Reply reply = this.alice.record(packet.bytes());
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/type")).isEqualTo("/problems/guardrail-violation");
		assertThat(reply.at("/errors/0/pointer")).isEqualTo("/approval_granted");
		assertThat(reply.at("/errors/0/code")).isEqualTo("must_be_false");
		assertThat(found(packet)).isZero();
	}

	@Test
	void refusesBytesThatAreNoPacket() {
		Reply reply = this.alice.record("{\"a\": 1, \"a\": 2}".getBytes(StandardCharsets.UTF_8));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/type")).isEqualTo("/problems/malformed-packet");
	}

	@Test
	void recordsNothingWhenItChecksOnly() {
		TestPacket packet = TestPacket.fresh();
		Reply reply = Client.at(this.port).post("/api/v1/packet-checks", "application/json", packet.bytes());
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().get("valid").asBoolean()).isTrue();
		assertThat(found(packet)).isZero();
		Reply faulty = this.alice.post("/api/v1/packet-checks", "application/json",
				packet.with("execution_allowed", "\"true\"").bytes());
		assertThat(faulty.json().get("valid").asBoolean()).isFalse();
		assertThat(faulty.at("/code")).isEqualTo("guardrail_violation");
		assertThat(faulty.at("/errors/0/pointer")).isEqualTo("/execution_allowed");
		Reply unreadable = this.alice.post("/api/v1/packet-checks", "application/yaml",
				"a: &x 1".getBytes(StandardCharsets.UTF_8));
		assertThat(unreadable.at("/code")).isEqualTo("malformed_packet");
	}

	@Test
	void checksWhetherThePacketIdIsTakenToo() {
		TestPacket packet = TestPacket.fresh();
		this.alice.record(packet.bytes());
		assertThat(check(packet).json().get("valid").asBoolean()).isTrue();
		Reply taken = check(packet.with("title", "\"Another\""));
		assertThat(taken.json().get("valid").asBoolean()).isFalse();
		assertThat(taken.at("/code")).isEqualTo("packet_id_conflict");
		assertThat(taken.at("/detail")).contains(packet.id());
	}

	private Reply check(TestPacket packet) {
		return this.alice.post("/api/v1/packet-checks", "application/json", packet.bytes());
	}

	private int found(TestPacket packet) {
		return this.alice.get("/api/v1/execution-requests?packet_id=" + packet.id()).json().get("items").size();
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(Sha256.of(bytes));
	}

}
