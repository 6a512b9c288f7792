package cto.registry.transfer;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import cto.registry.log.EntryBundle;
import cto.registry.log.LogEntry;
import cto.registry.log.LogInconsistentException;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Sha256;
import cto.registry.merkle.Tile;
import cto.registry.merkle.TileFrontier;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import cto.registry.startup.PrivateFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a log into an empty directory. Tiles are made from the entries and not copied,
 * and the checkpoint comes last, so that a directory with one is whole and its root that
 * of its entries.
 */
public final class ExportWriter {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String README = """
			The whole log of a request registry. No record in it is an approval.

			checkpoint                 the size and the root of the log, signed (C2SP tlog-checkpoint)
			key                        verifies the checkpoint; compare it with the one that was published
			tile/<L>/<N>               the hashes of the tree, tile/entries/<N> the entries (C2SP tlog-tiles)
			packets/<N>.zip            the packets of tile/entries/<N>, byte for byte, as <index>.json or .yaml
			idempotency-keys.jsonl     what senders' Idempotency-Keys were first answered with
			admitted-repositories.txt  every repository that a record could ever target
			approvers.txt              everyone whose approval a record could ever require

			A directory without a checkpoint is an export that was not finished.
			"request-registry import DIR" checks every byte and fills an empty registry with it.
			""";

	private final ExportLayout layout;

	private final LogSnapshot log;

	private final TileFrontier tree = TileFrontier.empty();

	public ExportWriter(ExportLayout layout, LogSnapshot log) {
		this.layout = layout;
		this.log = log;
	}

	/**
	 * Writes everything.
	 * @throws LogInconsistentException when the records are not those that were signed
	 */
	public void write(SignedCheckpoint signed, VerifierKey key, LongConsumer progress)
			throws IOException, SQLException {
		long size = signed.checkpoint().size();
		text(this.layout.readme(), README);
		text(this.layout.key(), key + "\n");
		names(this.layout.admittedRepositories(), this.log.admittedRepositories());
		names(this.layout.approvers(), this.log.approvers());
		idempotencyKeys(size);
		while (this.tree.size() < size) {
			records(new Tile(0, this.tree.size() / Tile.WIDTH, (int) Math.min(Tile.WIDTH, size - this.tree.size())));
			progress.accept(this.tree.size());
		}
		partialTiles(size);
		if (!Arrays.equals(this.tree.root(), signed.checkpoint().root())) {
			throw new LogInconsistentException(
					"The records are not those that were signed; the audit command names them");
		}
		text(this.layout.checkpoint(), signed.note());
		PrivateFiles.sync(this.layout.directory());
	}

	private void partialTiles(long size) throws IOException {
		long above = size;
		for (int level = 0; above > 0; level++) {
			above >>= Tile.HEIGHT;
			int width = Tile.partialWidth(level, size);
			if (width > 0) {
				bytes(this.layout.tile(new Tile(level, above, width)), this.tree.partial(level));
			}
		}
	}

	private void records(Tile tile) throws IOException, SQLException {
		byte[] bundle = this.log.bundle(tile);
		bytes(this.layout.bundle(tile), bundle);
		List<byte[]> entries = EntryBundle.entries(bundle);
		List<LogEntry> records = entries.stream().map(LogEntry::parse).toList();
		packets(tile, records);
		for (byte[] entry : entries) {
			this.tree.append(Rfc6962.leafHash(entry)).forEach((full) -> {
				try {
					bytes(this.layout.tile(full.tile()), full.hashes());
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	private void packets(Tile tile, List<LogEntry> records) throws IOException, SQLException {
		int largest = records.stream().mapToInt(LogEntry::packetBytes).max().orElse(1);
		Path file = this.layout.packets(tile);
		Files.createDirectories(parent(file));
		try (ZipOutputStream archive = new ZipOutputStream(
				new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)),
				StandardCharsets.UTF_8)) {
			archive.setMethod(ZipOutputStream.STORED);
			this.log.packets(tile.start(), tile.start() + tile.width(), largest,
					(index, packet) -> add(archive, index, records.get((int) (index - tile.start())), packet));
		}
	}

	/**
	 * Stored and not compressed, so that the same records make the same archive
	 * everywhere.
	 */
	private static void add(ZipOutputStream archive, long index, LogEntry record, byte[] packet) throws IOException {
		if (!Arrays.equals(Sha256.of(packet), record.packetSha256())) {
			throw new LogInconsistentException("The packet of record " + index + " is not the one that was recorded");
		}
		CRC32 crc = new CRC32();
		crc.update(packet);
		ZipEntry file = new ZipEntry(ExportLayout.packet(index, record.packetMediaType()));
		file.setTimeLocal(LocalDateTime.ofInstant(record.submittedAt(), ZoneOffset.UTC));
		file.setSize(packet.length);
		file.setCrc(crc.getValue());
		archive.putNextEntry(file);
		archive.write(packet);
	}

	private void idempotencyKeys(long size) throws IOException {
		Path file = this.layout.idempotencyKeys();
		try (BufferedWriter lines = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
			this.log.idempotencyKeys(size, (answer) -> {
				ObjectNode line = JSON.createObjectNode()
					.put("sender", answer.sender())
					.put("key", answer.key())
					.put("log_index", answer.logIndex())
					.put("status", answer.status());
				try {
					lines.write(JSON.writeValueAsString(line) + "\n");
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		PrivateFiles.sync(file);
	}

	private static void names(Path file, List<String> names) throws IOException {
		text(file, String.join("", names.stream().map((name) -> name + "\n").toList()));
	}

	private static void text(Path file, String text) throws IOException {
		bytes(file, text.getBytes(StandardCharsets.UTF_8));
		PrivateFiles.sync(file);
	}

	private static void bytes(Path file, byte[] bytes) throws IOException {
		Files.createDirectories(parent(file));
		Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
	}

	private static Path parent(Path file) {
		Path parent = file.getParent();
		if (parent == null) {
			throw new IllegalArgumentException(file + " names no directory");
		}
		return parent;
	}

}
