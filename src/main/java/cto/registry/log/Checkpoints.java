package cto.registry.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import cto.registry.merkle.TileFrontier;
import cto.registry.note.Checkpoint;
import cto.registry.note.InvalidNoteException;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.SigningKey;
import cto.registry.note.VerifierKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The checkpoints that were signed, each committed with the records that it covers. None
 * is served that is not in the database, and none that its key does not verify.
 */
@Component
public class Checkpoints {

	/** Selects the size, root and note of the latest one; no row before the first. */
	public static final String LATEST = "SELECT tree_size, root_hash, note FROM registry.log_checkpoint "
			+ "ORDER BY tree_size DESC LIMIT 1";

	private static final int MAX_FORGED = 1000;

	private final JdbcClient jdbc;

	private final SigningKey key;

	/**
	 * The largest tree seen so far. Trees only grow, so it holds for all records in it.
	 */
	private volatile @Nullable SignedCheckpoint seen;

	public Checkpoints(JdbcClient jdbc, SigningKey key) {
		this.jdbc = jdbc;
		this.key = key;
	}

	/**
	 * Returns the key that verifies them.
	 * @return the verifier key
	 */
	public VerifierKey key() {
		return this.key.verifier();
	}

	/**
	 * Reads the latest one from the database.
	 * @return the checkpoint of the largest tree that was signed, or empty when none ever
	 * was
	 * @throws LogInconsistentException when the key verifies none
	 */
	public Optional<SignedCheckpoint> latest() {
		Optional<SignedCheckpoint> latest = latest(this.jdbc, this::open);
		latest.ifPresent((checkpoint) -> this.seen = checkpoint);
		return latest;
	}

	/**
	 * Reads the size of the largest tree that was signed.
	 * @return the number of records in it, 0 when none ever was
	 * @throws LogInconsistentException when the key verifies none
	 */
	public long signedSize() {
		return latest().map((signed) -> signed.checkpoint().size()).orElse(0L);
	}

	/**
	 * Reads the latest one from a database.
	 * @param jdbc reads it
	 * @param key verifies it
	 * @return as {@link #latest()}
	 * @throws LogInconsistentException when the key verifies none
	 */
	public static Optional<SignedCheckpoint> latest(JdbcClient jdbc, VerifierKey key) {
		return latest(jdbc, (note) -> open(note, key));
	}

	/**
	 * Somebody may have added some that the key does not verify, each with a record.
	 */
	private static Optional<SignedCheckpoint> latest(JdbcClient jdbc, Function<String, SignedCheckpoint> open) {
		LogInconsistentException refusal = null;
		for (int limit : new int[] { 1, MAX_FORGED }) {
			List<String> notes = jdbc.sql("SELECT note FROM registry.log_checkpoint ORDER BY tree_size DESC LIMIT ?")
				.param(limit)
				.query(String.class)
				.list();
			for (String note : notes) {
				try {
					return Optional.of(open.apply(note));
				}
				catch (LogInconsistentException ex) {
					refusal = (refusal != null) ? refusal : ex;
				}
			}
		}
		if (refusal != null) {
			throw refusal;
		}
		return Optional.empty();
	}

	/**
	 * Tells whether one that the database holds is this log's.
	 * @param note the signed note
	 * @return whether the key verifies it
	 */
	public boolean verifies(String note) {
		try {
			open(note);
			return true;
		}
		catch (LogInconsistentException ex) {
			return false;
		}
	}

	/**
	 * Reads the one of a tree.
	 * @param size the number of leaves, at least 0
	 * @return the checkpoint, or empty when none was signed at that size
	 * @throws LogInconsistentException when the key does not verify it
	 */
	public Optional<SignedCheckpoint> ofSize(long size) {
		return this.jdbc.sql("SELECT note FROM registry.log_checkpoint WHERE tree_size = ?")
			.param(size)
			.query(String.class)
			.optional()
			.map(this::open);
	}

	/**
	 * Finds one of a tree that has a record in it.
	 * @param logIndex the record's index
	 * @return a checkpoint of a larger size, or empty when the record is in no tree yet
	 */
	public Optional<SignedCheckpoint> covering(long logIndex) {
		SignedCheckpoint last = this.seen;
		return (last != null && last.checkpoint().size() > logIndex) ? Optional.of(last)
				: latest().filter((checkpoint) -> checkpoint.checkpoint().size() > logIndex);
	}

	/** Signs a tree, on another thread: a signature takes as long as a small batch. */
	public CompletableFuture<SignedCheckpoint> sign(TileFrontier frontier) {
		Checkpoint checkpoint = new Checkpoint(this.key.verifier().name(), frontier.size(), frontier.root());
		return CompletableFuture.supplyAsync(() -> SignedCheckpoint.sign(checkpoint, this.key));
	}

	/** Keeps a signed tree, inside the transaction that made it. */
	public void add(SignedCheckpoint signed) {
		long size = signed.checkpoint().size();
		this.jdbc
			.sql("INSERT INTO registry.log_checkpoint (tree_size, log_index, root_hash, note) "
					+ "VALUES (?, nullif(?, -1), ?, ?)")
			.params(size, size - 1, signed.checkpoint().root(), signed.note())
			.update();
	}

	private SignedCheckpoint open(String note) {
		SignedCheckpoint last = this.seen;
		if (last != null && last.note().equals(note)) {
			return last;
		}
		return open(note, this.key.verifier());
	}

	private static SignedCheckpoint open(String note, VerifierKey key) {
		try {
			return SignedCheckpoint.open(note, key);
		}
		catch (InvalidNoteException ex) {
			throw new LogInconsistentException("A checkpoint in the database is not this log's: " + ex.getMessage());
		}
	}

}
