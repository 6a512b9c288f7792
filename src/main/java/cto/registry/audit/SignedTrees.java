package cto.registry.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import cto.registry.merkle.TileFrontier;
import cto.registry.note.Checkpoint;
import cto.registry.note.InvalidNoteException;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints in the database, in the order of their sizes, as the tree grows past
 * them.
 */
final class SignedTrees implements AutoCloseable {

	private static final int ROWS = 1000;

	private final PreparedStatement statement;

	private final ResultSet rows;

	private final VerifierKey key;

	private final Workers workers;

	private final Consumer<Finding> findings;

	private @Nullable Row next;

	private long last = -1;

	private long count;

	private long agreed;

	private long differing;

	SignedTrees(Connection connection, VerifierKey key, Workers workers, Consumer<Finding> findings)
			throws SQLException {
		this.key = key;
		this.workers = workers;
		this.findings = findings;
		this.statement = connection
			.prepareStatement("SELECT tree_size, root_hash, note FROM registry.log_checkpoint ORDER BY tree_size");
		this.statement.setFetchSize(ROWS);
		this.rows = this.statement.executeQuery();
		advance();
	}

	long count() {
		return this.count;
	}

	/** Compares the checkpoint of this size, if one was signed. */
	void compare(TileFrontier frontier) throws SQLException {
		while (this.next != null && this.next.size() <= frontier.size()) {
			byte[] root = frontier.root();
			Row row = this.next;
			this.workers.check(() -> verify(row));
			if (Arrays.equals(row.root(), root)) {
				this.agreed = row.size();
			}
			else if (this.differing++ == 0) {
				this.findings.accept(differs(row.size()));
			}
			advance();
		}
	}

	/** What was signed beyond the last record, and whether the last one is covered. */
	void finish(long size) throws SQLException {
		long covered = this.last;
		long beyond = 0;
		while (this.next != null) {
			beyond = this.next.size();
			advance();
		}
		if (beyond > size) {
			this.findings.accept(Finding.ofRecord(size, "checkpoint", "Record " + size + " is missing: a checkpoint of "
					+ beyond + " records was signed, and the log ends before it"));
		}
		else if (covered < size) {
			this.findings.accept(Finding.ofRecord(Math.max(covered, 0), "checkpoint",
					"Records " + Math.max(covered, 0) + " to " + (size - 1) + " are in no signed tree"));
		}
		if (this.differing > 1) {
			this.findings.accept(Finding.ofLog("checkpoint",
					(this.differing - 1) + " later checkpoints differ too, because they contain what differs"));
		}
	}

	private Finding differs(long size) {
		String range = (size - this.agreed == 1) ? "Record " + this.agreed + " is not"
				: "Of records " + this.agreed + " to " + (size - 1) + " at least one is not";
		return Finding.ofRecord(this.agreed, "checkpoint", range + " what was signed: the checkpoint of " + size
				+ " records has another root, and that of " + this.agreed + " agrees");
	}

	private Optional<Finding> verify(Row row) {
		try {
			Checkpoint checkpoint = SignedCheckpoint.open(row.note(), this.key).checkpoint();
			if (checkpoint.size() == row.size() && Arrays.equals(checkpoint.root(), row.root())) {
				return Optional.empty();
			}
			return Optional.of(Finding.ofLog("checkpoint",
					"The note of the checkpoint of " + row.size() + " records is of another tree"));
		}
		catch (InvalidNoteException ex) {
			return Optional.of(Finding.ofLog("checkpoint",
					"The checkpoint of " + row.size() + " records is not signed by this log: " + ex.getMessage()));
		}
	}

	private void advance() throws SQLException {
		if (this.next != null) {
			this.last = this.next.size();
			this.count++;
		}
		this.next = this.rows.next() ? new Row(this.rows.getLong(1), this.rows.getBytes(2), this.rows.getString(3))
				: null;
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
	}

	private record Row(long size, byte[] root, String note) {
	}

}
