package cto.registry.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import cto.registry.log.LogEntry;
import cto.registry.merkle.CompactRange;
import cto.registry.merkle.InclusionProof;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Sha256;
import cto.registry.merkle.Tile;
import cto.registry.merkle.TileFrontier;
import cto.registry.note.Checkpoint;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.SigningKey;
import cto.registry.note.TlogProof;
import cto.registry.testing.TestPacket;
import cto.registry.transfer.LogSource;

/**
 * A log in memory: JSON and YAML packets, some of which supersede the one before, and an
 * idempotency key for each third record.
 */
final class MadeLog implements LogSource {

	private final List<byte[]> packets = new ArrayList<>();

	private final List<LogEntry> entries = new ArrayList<>();

	private final TileFrontier tree = TileFrontier.empty();

	private final java.util.Map<Tile, byte[]> tiles = new java.util.HashMap<>();

	private final SigningKey key;

	MadeLog(int records, SigningKey key) {
		this.key = key;
		for (int i = 0; i < records; i++) {
			add(i);
		}
		long above = records;
		for (int level = 0; above > 0; level++) {
			above >>= Tile.HEIGHT;
			int width = Tile.partialWidth(level, records);
			if (width > 0) {
				this.tiles.put(new Tile(level, above, width), this.tree.partial(level));
			}
		}
	}

	private void add(int index) {
		boolean yaml = index % 4 == 3;
		TestPacket packet = TestPacket.fresh();
		if (index % 5 == 4) {
			packet.with("supersedes", "\"" + this.entries.get(index - 1).id() + "\"");
		}
		String text = new String(packet.bytes(), StandardCharsets.UTF_8);
		byte[] bytes = (yaml ? "# as YAML\n" + text : text).getBytes(StandardCharsets.UTF_8);
		UUID id = new UUID(0x0193_0000_0000_7000L + index, 0x8000_0000_0000_0000L + index);
		LogEntry entry = new LogEntry(id, Sha256.of(bytes), bytes.length,
				yaml ? "application/yaml" : "application/json",
				Instant.parse("2026-01-02T03:04:05.000006Z").plusMillis(index), "alice", "JP");
		this.packets.add(bytes);
		this.entries.add(entry);
		this.tree.append(entry.leafHash()).forEach((full) -> this.tiles.put(full.tile(), full.hashes()));
	}

	byte[] packet(int index) {
		return this.packets.get(index);
	}

	/** The proof of a record, as the service gives it. */
	TlogProof proof(int index) {
		List<byte[]> hashes = InclusionProof.of(index, this.entries.size(), (subtree) -> {
			CompactRange range = CompactRange.empty();
			for (long leaf = subtree.start(); leaf < subtree.end(); leaf++) {
				range.append(Rfc6962.leafHash(entry(leaf)));
			}
			return range.root();
		});
		return new TlogProof(entry(index), index, hashes, checkpoint().note());
	}

	@Override
	public SignedCheckpoint checkpoint() {
		return SignedCheckpoint.sign(new Checkpoint(this.key.verifier().name(), this.tree.size(), this.tree.root()),
				this.key);
	}

	@Override
	public Set<String> admittedRepositories() {
		return Set.of("case-lab", "cto");
	}

	@Override
	public Set<String> approvers() {
		return Set.of("JP");
	}

	@Override
	public byte[] entry(long index) {
		return this.entries.get((int) index).canonicalJson();
	}

	@Override
	public byte[] packet(long index, LogEntry entry) {
		return this.packets.get((int) index);
	}

	@Override
	public byte[] tile(Tile tile) {
		return this.tiles.getOrDefault(tile, new byte[0]);
	}

	@Override
	public void idempotencyKeys(Consumer<KeyAnswer> each) {
		for (int i = 0; i < this.entries.size(); i += 3) {
			each.accept(new KeyAnswer("alice", "key \"" + i + "\" é", i, (i % 2 == 0) ? 201 : 200));
		}
	}

}
