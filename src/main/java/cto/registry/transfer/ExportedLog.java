package cto.registry.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import cto.registry.log.EntryBundle;
import cto.registry.log.LogEntry;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Tile;
import cto.registry.note.InvalidNoteException;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log in the files of an export.
 */
public final class ExportedLog implements LogSource {

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
		return read(this.layout.packet(index, entry.packetMediaType()), entry.packetBytes(), "Record " + index);
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

	private void readBundle(long index) {
		long start = index - index % Tile.WIDTH;
		Tile tile = new Tile(0, index / Tile.WIDTH,
				(int) Math.min(Tile.WIDTH, this.checkpoint.checkpoint().size() - start));
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
