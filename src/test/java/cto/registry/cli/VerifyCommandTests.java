package cto.registry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import cto.registry.merkle.Rfc6962;
import cto.registry.note.Checkpoint;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.TlogProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proofs that are checked with nothing but a key, and each way in which one can lie.
 */
class VerifyCommandTests {

	private static final HexFormat HEX = HexFormat.of();

	private static final int INDEX = 5;

	private final TestKey key = TestKey.fresh("example.com/log");

	private final MadeLog log = new MadeLog(11, this.key.signing());

	private final TlogProof proof = this.log.proof(INDEX);

	private final Path directory;

	VerifyCommandTests(@TempDir Path directory) throws GeneralSecurityException {
		this.directory = directory;
	}

	@Test
	void saysWhatIsProvenAndWhatIsNot() throws IOException {
		Path packet = Files.write(this.directory.resolve("packet.json"), this.log.packet(INDEX));
		verify(this.proof.text(), "--packet", packet.toString()).succeeds("Signed by example.com/log",
				"a log of 11 records", "at index 5: the record 01930000-0000-7005-8000-000000000005",
				packet + ", byte for byte", "Submitted by alice at 2026-01-02T03:04:05.005006Z",
				"approval is required from JP", "recorded, not that anybody approved it");
	}

	@Test
	void readsTheJsonOfTheServiceToo() {
		verify(json().toString()).succeeds("at index 5");
	}

	@Test
	void refusesAnotherPacket() throws IOException {
		Path other = Files.write(this.directory.resolve("packet.json"), this.log.packet(INDEX + 1));
		verify(this.proof.text(), "--packet", other.toString()).fails(1, "is not the packet that was recorded");
		Path absent = this.directory.resolve("absent.json");
		verify(this.proof.text(), "--packet", absent.toString()).fails(2, "absent.json");
	}

	@Test
	void refusesEveryCorruption() throws GeneralSecurityException {
		String text = this.proof.text();
		refuses(text.replace("index 5", "index 4"), "leads to the root");
		refuses(text.replace("index 5", "index 11"), "no leaf 11");
		refuses(text.replace("\n11\n", "\n12\n"), "changed");
		refuses(text.substring(0, text.length() - 12) + "\n", "");
		refuses(text.replaceFirst("extra [^\n]*\n", ""), "has no entry");
		refuses(with(entry().replace("alice", "carol"), this.proof.hashes()), "leads to the root");
		List<byte[]> hashes = new ArrayList<>(this.proof.hashes());
		hashes.remove(0);
		refuses(with(entry(), hashes), "hashes");
		hashes = new ArrayList<>(this.proof.hashes());
		hashes.get(1)[31] ^= 1;
		refuses(with(entry(), hashes), "leads to the root");
		refuses("", "newline");
		refuses("nonsense\n", "tlog-proof");
	}

	@Test
	void refusesAnEntryThatIsSignedAndNoneOfALog() {
		for (String entry : List.of(entry().replace("\"approval_granted\":false", "\"approval_granted\":true"),
				entry().replace("\"execution_allowed\":false,", ""), entry().replace("{", "{ "),
				entry().replace("\"v\":1", "\"v\":2"), entry().replace("\"v\":1", "\"v\":1,\"w\":1"), "[]", "x",
				entry().replaceFirst("\"packet_bytes\":\\d+", "\"packet_bytes\":-1"),
				entry().replace("2026-01-02T", "2026-13-02T"))) {
			refuses(signed(entry), "entry");
		}
		verify(signed(entry())).succeeds("a log of 1 records");
	}

	@Test
	void refusesJsonThatContradictsItself() {
		refuses(json().put("tree_size", 12).toString(), "tree_size");
		refuses(json().put("leaf_hash", "00".repeat(32)).toString(), "leaf_hash");
		refuses(json().put("log_index", "5").toString(), "log_index");
		refuses(json().put("hashes", "x").toString(), "hashes");
		refuses(json().put("more", 1).toString(), "members");
		refuses("{", "no JSON");
		refuses(json() + "{}", "no JSON");
	}

	@Test
	void refusesAnotherKey() throws GeneralSecurityException {
		byte[] bytes = this.proof.text().getBytes(StandardCharsets.UTF_8);
		CommandRun.withInput(bytes, "verify", "-", "--key", TestKey.fresh("example.com/log").vkey())
			.fails(1, "no signature by example.com/log");
		CommandRun.withInput(bytes, "verify", "-", "--key", TestKey.fresh("example.com/other").vkey())
			.fails(1, "no signature by example.com/other");
		CommandRun.withInput(bytes, "verify", "-", "--key", "example.com/log").fails(2, "--key is not understood");
	}

	@Test
	void cannotRunWithoutTheProof() {
		CommandRun.of("verify", "nope.tlog-proof", "--key", this.key.vkey()).fails(2, "no file", "nope.tlog-proof");
		CommandRun.of("verify", "-").fails(2, "--key");
	}

	private String entry() {
		return new String(Objects.requireNonNull(this.proof.extra()), StandardCharsets.UTF_8);
	}

	private String with(String entry, List<byte[]> hashes) {
		return new TlogProof(entry.getBytes(StandardCharsets.UTF_8), INDEX, hashes, this.proof.checkpoint()).text();
	}

	/** A log of one entry, which the log's own key vouches for. */
	private String signed(String entry) {
		byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
		Checkpoint tree = new Checkpoint(this.key.name(), 1, Rfc6962.leafHash(bytes));
		return new TlogProof(bytes, 0, List.of(), SignedCheckpoint.sign(tree, this.key.signing()).note()).text();
	}

	private ObjectNode json() {
		ObjectNode json = JsonMapper.builder().build().createObjectNode();
		json.put("log_index", INDEX)
			.put("tree_size", 11)
			.put("leaf_hash", HEX.formatHex(Rfc6962.leafHash(Objects.requireNonNull(this.proof.extra()))))
			.put("entry", entry())
			.put("checkpoint", this.proof.checkpoint());
		this.proof.hashes().forEach((hash) -> json.withArray("hashes").add(HEX.formatHex(hash)));
		return json;
	}

	private void refuses(String given, String why) {
		assertThat(verify(given).fails(1, "Nothing is proven. ").err()).as(given).contains(why);
	}

	private CommandRun verify(String given, String... more) {
		List<String> args = new ArrayList<>(List.of("verify", "-", "--key", this.key.vkey()));
		args.addAll(List.of(more));
		return CommandRun.withInput(given.getBytes(StandardCharsets.UTF_8), args.toArray(String[]::new));
	}

}
