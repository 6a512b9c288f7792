package cto.registry.transfer;

import java.util.Set;
import java.util.function.Consumer;

import cto.registry.log.LogEntry;
import cto.registry.merkle.Tile;
import cto.registry.note.SignedCheckpoint;

/**
 * A whole log that was kept somewhere else, such as in an export. Nothing it says is
 * believed but its checkpoint, whose signature its reader has verified. Each method
 * throws {@link InvalidLogSourceException} for what is missing.
 */
public interface LogSource {

	/**
	 * Returns what was signed over it.
	 * @return the checkpoint of all its records
	 */
	SignedCheckpoint checkpoint();

	/**
	 * Returns the repositories that a record could ever target.
	 * @return their names
	 */
	Set<String> admittedRepositories();

	/**
	 * Returns those whose approval a record could ever require.
	 * @return their names
	 */
	Set<String> approvers();

	/**
	 * Reads an entry. Asked for each index, in order.
	 * @param index the record's index
	 * @return the entry's bytes
	 */
	byte[] entry(long index);

	/**
	 * Reads a packet. Asked for each index, in order, and after its entry.
	 * @param index the record's index
	 * @param entry the record's entry
	 * @return the packet's bytes, as many as the entry says
	 */
	byte[] packet(long index, LogEntry entry);

	/**
	 * Reads a tile.
	 * @param tile a full one, or a partial one of the width that it has in the whole tree
	 * @return its hashes
	 */
	byte[] tile(Tile tile);

	/**
	 * Reads what the senders' idempotency keys were first answered with.
	 * @param each takes them
	 */
	void idempotencyKeys(Consumer<KeyAnswer> each);

	/**
	 * What an idempotency key was first answered with.
	 *
	 * @param sender whose key it is
	 * @param key the key
	 * @param logIndex the index of the record
	 * @param status 200 or 201
	 */
	record KeyAnswer(String sender, String key, long logIndex, int status) {
	}

}
