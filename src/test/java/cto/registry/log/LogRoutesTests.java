package cto.registry.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import cto.registry.merkle.CompactRange;
import cto.registry.merkle.ConsistencyProof;
import cto.registry.merkle.InclusionProof;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Tile;
import cto.registry.note.Checkpoint;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.TlogProof;
import cto.registry.note.VerifierKey;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log as its readers see it, over HTTP alone.
 */
@Tag("digits")
@RegistryTest
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogRoutesTests {

	private static final int RECORDS = 300;

	private static final HexFormat HEX = HexFormat.of();

	private final Client alice;

	private final TestDatabase database;

	private final List<JsonNode> records = new ArrayList<>();

	LogRoutesTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
		for (int i = 0; i < RECORDS; i++) {
			this.records.add(this.alice.record(TestPacket.fresh().bytes()).json());
		}
	}

	@Test
	void signsATreeOfEveryRecordThatGotA201() {
		Checkpoint checkpoint = checkpoint(this.alice.get("/log/checkpoint").text());
		assertThat(checkpoint.size()).isEqualTo(RECORDS);
		assertThat(checkpoint.root()).isEqualTo(rootOfTheEntries(RECORDS));
	}

	@Test
	void servesTilesWhoseHashesAreThoseOfTheEntries() {
		List<byte[]> entries = entries();
		for (String path : List.of("0/000", "0/001.p/44", "0/001.p/7", "0/000.p/255")) {
			Tile tile = Tile.parse(path);
			Reply reply = this.alice.get("/log/tile/" + path);
			assertThat(reply.header("Cache-Control")).contains("immutable");
			ByteBuffer expected = ByteBuffer.allocate(tile.width() * Rfc6962.HASH_BYTES);
			for (int i = 0; i < tile.width(); i++) {
				expected.put(Rfc6962.leafHash(entries.get((int) tile.start() + i)));
			}
			assertThat(reply.body()).as(path).isEqualTo(expected.array());
		}
		CompactRange first = CompactRange.empty();
		entries.subList(0, Tile.WIDTH).forEach((entry) -> first.append(Rfc6962.leafHash(entry)));
		assertThat(this.alice.get("/log/tile/1/000.p/1").body()).isEqualTo(first.root());
	}

	@Test
	void hasNoTileThatIsEmptyOrBeyondTheTree() {
		for (String path : List.of("0/001", "0/001.p/45", "0/002.p/1", "1/000", "1/000.p/2", "2/000.p/1", "entries/001",
				"0/000.p/0", "0/000.p/256", "0/0", "0/x000/000.p/1", "0/1000", "64/000.p/1", "00/000.p/1", "-1/000",
				"entries/000.p/a", "0/000.p/+1")) {
			Reply reply = this.alice.get("/log/tile/" + path);
			assertThat(reply.status()).as(path).isEqualTo(404);
		}
	}

	@Test
	void provesEveryRecordAgainstTheSignedRoot() {
		for (int i = 0; i < RECORDS; i += 7) {
			String path = "/api/v1/execution-requests/" + this.records.get(i).get("id").asString();
			JsonNode proof = this.alice.get(path + "/proof").json();
			Checkpoint checkpoint = checkpoint(proof.get("checkpoint").asString());
			byte[] leafHash = Rfc6962.leafHash(proof.get("entry").asString().getBytes(StandardCharsets.UTF_8));
			assertThat(proof.get("leaf_hash").asString()).isEqualTo(HEX.formatHex(leafHash));
			assertThat(proof.get("log_index").asLong()).isEqualTo(i);
			assertThat(proof.get("tree_size").asLong()).isEqualTo(checkpoint.size());
			InclusionProof.verify(i, checkpoint.size(), leafHash, hashes(proof), checkpoint.root());
		}
	}

	@Test
	void provesARecordInTheFormOfTlogProof() {
		JsonNode record = this.records.get(257);
		Reply reply = this.alice.get("/api/v1/execution-requests/" + record.get("id").asString() + "/proof", "Accept",
				"text/plain");
		assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
		TlogProof proof = TlogProof.parse(reply.text());
		Checkpoint checkpoint = checkpoint(proof.checkpoint());
		byte[] entry = Objects.requireNonNull(proof.extra());
		assertThat(new String(entry, StandardCharsets.UTF_8)).contains(record.at("/packet/sha256").asString());
		InclusionProof.verify(257, checkpoint.size(), Rfc6962.leafHash(entry), proof.hashes(), checkpoint.root());
	}

	@Test
	void provesThatEachTreeGrewIntoTheNext() {
		byte[] latest = checkpoint(this.alice.get("/log/checkpoint").text()).root();
		for (long from : new long[] { 0, 1, 2, 255, 256, 257, 299, 300 }) {
			JsonNode proof = this.alice.get("/api/v1/log/consistency?from=" + from).json();
			ConsistencyProof.verify(from, rootOfTheEntries((int) from), RECORDS, latest, hashes(proof));
		}
		JsonNode between = this.alice.get("/api/v1/log/consistency?from=100&to=200").json();
		Checkpoint to = checkpoint(between.get("checkpoint").asString());
		assertThat(to.size()).isEqualTo(200);
		ConsistencyProof.verify(100, rootOfTheEntries(100), 200, to.root(), hashes(between));
	}

	@Test
	void refusesSizesThatMakeNoSense() {
		assertThat(this.alice.get("/api/v1/log/consistency?from=5&to=4").at("/detail"))
			.isEqualTo("from is '5'; allowed are 0 to 4");
		assertThat(this.alice.get("/api/v1/log/consistency?from=0&to=301").status()).isEqualTo(400);
		assertThat(this.alice.get("/api/v1/log/consistency").at("/detail")).isEqualTo("from is missing");
		assertThat(this.alice.get("/api/v1/log/consistency?from=-1").status()).isEqualTo(400);
	}

	@Test
	void keepsTheKeyOfTheLog() throws Exception {
		VerifierKey key = key();
		assertThat(key.name()).isEqualTo("request-registry.local/log");
		assertThat(this.database.number("SELECT count(*) FROM registry.log_tile")).isEqualTo(1);
		assertThat(this.database.number("SELECT count(*) FROM registry.log_checkpoint")).isEqualTo(RECORDS + 1L);
	}

	private VerifierKey key() {
		return VerifierKey.parse(this.alice.get("/log/key").text().strip());
	}

	private Checkpoint checkpoint(String note) {
		return SignedCheckpoint.open(note, key()).checkpoint();
	}

	private byte[] rootOfTheEntries(int size) {
		CompactRange range = CompactRange.empty();
		entries().subList(0, size).forEach((entry) -> range.append(Rfc6962.leafHash(entry)));
		return range.root();
	}

	private List<byte[]> entries() {
		List<byte[]> entries = new ArrayList<>();
		for (String path : List.of("entries/000", "entries/001.p/44")) {
			ByteBuffer bundle = ByteBuffer.wrap(this.alice.get("/log/tile/" + path).body());
			while (bundle.hasRemaining()) {
				byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
				bundle.get(entry);
				entries.add(entry);
			}
		}
		return entries;
	}

	private static List<byte[]> hashes(JsonNode proof) {
		List<byte[]> hashes = new ArrayList<>();
		proof.get("hashes").forEach((hash) -> hashes.add(HEX.parseHex(hash.asString())));
		return hashes;
	}

}
