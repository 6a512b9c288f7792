package cto.registry.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import cto.registry.log.EntryBundle;
import cto.registry.log.LogEntry;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Tile;
import cto.registry.note.InvalidNoteException;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import cto.registry.text.Excerpt;
import cto.registry.transfer.LogSource.KeyAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log in the files of an export.
 */
public final class ExportedLog implements LogSource, AutoCloseable {

	/** A note may have 16 KiB. */
	private static final int MAX_NOTE_BYTES = 16 * 1024;

	/** The database holds no larger ones. */
	private static final int MAX_PACKET_BYTES = 16 << 20;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ExportLayout layout;

	private final SignedCheckpoint checkpoint;

	/** Of the bundle that was read last. */
	private List<byte[]> entries = List.of();

	private long first;

	/** The packets of that bundle, behind those that were read. */
	private ZipInputStream packets = new ZipInputStream(InputStream.nullInputStream(), StandardCharsets.UTF_8);

	/**
	 * Opens an export.
	 * @param directory the export
	 * @param key verifies its checkpoint
	 * @throws InvalidLogSourceException when it has no checkpoint, or not one by this key
	 */
	public ExportedLog(Path directory, VerifierKey key) {
		this.layout = new ExportLayout(directory);
		if (!Files.exists(this.layout.checkpoint())) {
			throw new InvalidLogSourceException("The directory " + directory
					+ " has no checkpoint: it is no export, or one that was not finished.");
		}
		String published = text(this.layout.key()).strip();
		if (!published.equals(key.toString())) {
			throw new InvalidLogSourceException("The export says that its key is " + published
					+ ", and this registry's is " + key
					+ ". Compare the former with what the other registry published, then give it as --source-key.");
		}
		try {
			this.checkpoint = SignedCheckpoint.open(text(this.layout.checkpoint()), key);
		}
		catch (InvalidNoteException ex) {
			throw new InvalidLogSourceException(
					"The checkpoint of the export is not signed with its key. " + ex.getMessage() + ".");
		}
	}

	@Override
	public SignedCheckpoint checkpoint() {
		return this.checkpoint;
	}

	@Override
	public Set<String> admittedRepositories() {
		return names(this.layout.admittedRepositories());
	}

	@Override
	public Set<String> approvers() {
		return names(this.layout.approvers());
	}

	@Override
	public byte[] entry(long index) {
		if (index < this.first || index >= this.first + this.entries.size()) {
			readBundle(index);
		}
		return this.entries.get((int) (index - this.first));
	}

	@Override
	public byte[] packet(long index, LogEntry entry) {
		if (entry.packetBytes() > MAX_PACKET_BYTES) {
			throw InvalidLogSourceException.ofRecord(index, "its packet is said to have " + entry.packetBytes()
					+ " bytes; " + MAX_PACKET_BYTES + " are allowed");
		}
		Path file = this.layout.packets(tile(index));
		String name = ExportLayout.packet(index, entry.packetMediaType());
		try {
			if (index == this.first) {
				this.packets.close();
				this.packets = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)),
						StandardCharsets.UTF_8);
			}
			requireNext(name);
			byte[] packet = this.packets.readNBytes(entry.packetBytes() + 1);
			if (packet.length > entry.packetBytes()) {
				throw new ZipException(name + " has more than the " + entry.packetBytes() + " bytes it may have");
			}
			if (index == this.first + this.entries.size() - 1) {
				requireNext(null);
			}
			return packet;
		}
		catch (NoSuchFileException ex) {
			throw InvalidLogSourceException.ofRecord(index, this.layout.name(file) + " is missing");
		}
		// the latter for a name that is not UTF-8
		catch (IOException | IllegalArgumentException ex) {
			throw InvalidLogSourceException.ofRecord(index, this.layout.name(file) + ": " + ex.getMessage());
		}
	}

	private void requireNext(@Nullable String name) throws IOException {
		ZipEntry next = this.packets.getNextEntry();
		String found = (next != null) ? next.getName() : null;
		if (!Objects.equals(found, name)) {
			throw new ZipException("the next file in it has to be " + name(name) + ", and is " + name(found));
		}
	}

	private static String name(@Nullable String name) {
		return (name != null) ? Excerpt.quoted(name) : "none";
	}

	@Override
	public byte[] tile(Tile tile) {
		return read(this.layout.tile(tile), tile.width() * Rfc6962.HASH_BYTES, "The tree");
	}

	@Override
	public void idempotencyKeys(Consumer<KeyAnswer> each) {
		lines(this.layout.idempotencyKeys(), (line) -> each.accept(answer(line)));
	}

	private KeyAnswer answer(String line) {
		try {
			JsonNode answer = JSON.readTree(line);
			return new KeyAnswer(answer.required("sender").stringValue(), answer.required("key").stringValue(),
					answer.required("log_index").longValue(), answer.required("status").intValue());
		}
		catch (JacksonException ex) {
			throw new InvalidLogSourceException(this.layout.name(this.layout.idempotencyKeys())
					+ " has a line that is not {\"sender\",\"key\",\"log_index\",\"status\"}.");
		}
	}

	/** The tile of level 0 in which a record's leaf is. */
	private Tile tile(long index) {
		long start = index - index % Tile.WIDTH;
		return new Tile(0, index / Tile.WIDTH, (int) Math.min(Tile.WIDTH, this.checkpoint.checkpoint().size() - start));
	}

	private void readBundle(long index) {
		Tile tile = tile(index);
		long start = tile.start();
		Path file = this.layout.bundle(tile);
		try {
			this.entries = EntryBundle.entries(read(file, tile.width() * (Short.BYTES + 0xffff), "Record " + start));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidLogSourceException(this.layout.name(file) + ": " + ex.getMessage() + ".");
		}
		this.first = start;
		if (this.entries.size() != tile.width()) {
			throw new InvalidLogSourceException(this.layout.name(file) + " has " + this.entries.size()
					+ " entries, not " + tile.width() + ": of the records " + start + " to "
					+ (start + tile.width() - 1) + " some are missing or one too many.");
		}
	}

	private Set<String> names(Path file) {
		Set<String> names = new TreeSet<>();
		lines(file, names::add);
		return names;
	}

	private String text(Path file) {
		return new String(read(file, MAX_NOTE_BYTES, "The log"), StandardCharsets.UTF_8);
	}

	private byte[] read(Path file, int most, String whose) {
		try (InputStream bytes = Files.newInputStream(file)) {
			byte[] read = bytes.readNBytes(most + 1);
			if (read.length > most) {
				throw new InvalidLogSourceException(
						whose + ": " + this.layout.name(file) + " has more than the " + most + " bytes it may have.");
			}
			return read;
		}
		catch (NoSuchFileException ex) {
			throw new InvalidLogSourceException(whose + ": " + this.layout.name(file) + " is missing.");
		}
		catch (IOException ex) {
			throw new InvalidLogSourceException(
					whose + ": " + this.layout.name(file) + " cannot be read: " + ex.getMessage() + ".");
		}
	}

	@Override
	public void close() throws IOException {
		this.packets.close();
	}

	private void lines(Path file, Consumer<String> each) {
		try (BufferedReader lines = Files.newBufferedReader(file)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				each.accept(line);
			}
		}
		catch (NoSuchFileException ex) {
			throw new InvalidLogSourceException(this.layout.name(file) + " is missing.");
		}
		catch (IOException ex) {
			throw new InvalidLogSourceException(this.layout.name(file) + " cannot be read: " + ex.getMessage() + ".");
		}
	}

}
