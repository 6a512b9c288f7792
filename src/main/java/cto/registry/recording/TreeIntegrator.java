package cto.registry.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import cto.registry.log.Checkpoints;
import cto.registry.log.LogInconsistentException;
import cto.registry.log.StoredTiles;
import cto.registry.log.UnsignedRows;
import cto.registry.log.UnsignedRowsException;
import cto.registry.merkle.CompactRange;
import cto.registry.merkle.CompletedTile;
import cto.registry.merkle.Tile;
import cto.registry.merkle.TileFrontier;
import cto.registry.merkle.TiledSubtrees;
import cto.registry.note.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Appends a batch to the tree, inside the transaction of {@link AppendTransaction}. Keeps
 * the frontier of the last commit, so that a batch reads no tile unless another instance
 * has committed in between.
 */
public class TreeIntegrator {

	private static final String HEAD = String.format(Locale.ROOT, """
			SELECT r.log_index, r.submitted_at, c.tree_size, c.root_hash, s.frozen, s.reason, s.switched_at,
			  EXISTS (%s)
			FROM (VALUES (?)) AS one(one)
			LEFT JOIN (SELECT log_index, submitted_at FROM registry.execution_request
			           ORDER BY log_index DESC LIMIT 1) AS r ON true
			LEFT JOIN (%s) AS c ON true
			LEFT JOIN (%s) AS s ON true""", UnsignedRows.TILES, Checkpoints.LATEST, FreezeSwitch.LAST);

	private static final String ADD_TILE = "INSERT INTO registry.log_tile (level, tile_index, hashes, root) VALUES (?, ?, ?, ?)";

	/** Without a parameter it would be parsed and planned each time. */
	private static final Object[] PREPARED = { 1 };

	private final JdbcTemplate jdbc;

	private final StoredTiles tiles;

	private final Checkpoints checkpoints;

	private @Nullable TileFrontier last;

	public TreeIntegrator(JdbcTemplate jdbc, StoredTiles tiles, Checkpoints checkpoints) {
		this.jdbc = jdbc;
		this.tiles = tiles;
		this.checkpoints = checkpoints;
	}

	/**
	 * Reads where the log ends, which has to be where its last signed tree ends: only
	 * rows of the caller's own transaction are integrated and signed.
	 * @return the end of the log; its frontier is the caller's own
	 * @throws UnsignedRowsException when somebody else added rows
	 * @throws LogInconsistentException when the log was signed by another key, does not
	 * extend what was committed here, or lacks records or has other leaves than were
	 * signed
	 */
	public TreeHead head() {
		Stored stored = this.jdbc.queryForObject(HEAD, (rs, row) -> {
			OffsetDateTime submittedAt = rs.getObject(2, OffsetDateTime.class);
			long records = (submittedAt != null) ? rs.getLong(1) + 1 : 0;
			return new Stored(records, (submittedAt != null) ? submittedAt.toInstant() : Instant.EPOCH, rs.getLong(3),
					rs.getBytes(4), freeze(rs), rs.getBoolean(8));
		}, PREPARED);
		TileFrontier frontier = frontier(stored);
		if (stored.records() < stored.size()) {
			throw new LogInconsistentException("The last checkpoint is of " + stored.size()
					+ " records, and the database has " + stored.records() + "; the audit command says more");
		}
		if (stored.records() > stored.size() || stored.tilesAhead()) {
			throw new UnsignedRowsException(UnsignedRows.after(this.jdbc, stored.size()));
		}
		if (stored.root() == null) {
			write(this.checkpoints.sign(frontier));
		}
		return new TreeHead(frontier, stored.submittedAt(), stored.freeze());
	}

	private static @Nullable FreezeState freeze(ResultSet row) throws SQLException {
		return row.getBoolean(5) ? new FreezeState(row.getString(6), row.getObject(7, OffsetDateTime.class).toInstant())
				: null;
	}

	private TileFrontier frontier(Stored stored) {
		TileFrontier committed = this.last;
		if (committed != null && committed.size() == stored.size() && Arrays.equals(committed.root(), stored.root())) {
			return committed.copy();
		}
		// another key would sign a second log over the same records
		SignedCheckpoint signed = this.checkpoints.latest().orElse(null);
		long size = (signed != null) ? signed.checkpoint().size() : 0;
		if (committed != null) {
			requireExtends(committed, size);
		}
		if (size != stored.size()) {
			throw new UnsignedRowsException(UnsignedRows.after(this.jdbc, size));
		}
		TileFrontier frontier = TileFrontier.of(size, this.tiles);
		if (signed != null && !Arrays.equals(frontier.root(), signed.checkpoint().root())) {
			throw new LogInconsistentException(
					"The leaves in the database are not those of the tree of " + size + " records that was signed");
		}
		return frontier;
	}

	/**
	 * Somebody with the rights for it could take records away, and have the rest signed.
	 */
	private void requireExtends(TileFrontier committed, long size) {
		if (size < committed.size() || !Arrays.equals(committed.root(),
				CompactRange.of(committed.size(), new TiledSubtrees(size, this.tiles)).root())) {
			throw new LogInconsistentException(
					"The tree of " + size + " records in the database does not extend the one of " + committed.size()
							+ " that this service committed");
		}
	}

	/**
	 * Grows by rows; nothing is written yet.
	 * @param head the end of the log; its frontier is extended
	 * @param rows the next rows
	 * @return the tiles that became full, to be written once the rows are in the table
	 */
	public List<CompletedTile> grow(TreeHead head, List<NewRow> rows) {
		List<CompletedTile> filled = new ArrayList<>();
		rows.forEach((row) -> filled.addAll(head.frontier().append(row.record().leafHash())));
		return filled;
	}

	/** Writes tiles. */
	public void write(List<CompletedTile> filled) {
		filled.forEach(this::write);
	}

	/** Begins to sign the tree. */
	public CompletableFuture<SignedCheckpoint> sign(TreeHead head) {
		return this.checkpoints.sign(head.frontier());
	}

	/** Writes the checkpoint, when all that it covers is written. */
	public SignedCheckpoint write(CompletableFuture<SignedCheckpoint> signature) {
		SignedCheckpoint signed = signature.join();
		this.checkpoints.add(signed);
		return signed;
	}

	/** Remembers the frontier once its transaction is committed. */
	void committed(TreeHead head) {
		this.last = head.frontier();
	}

	private void write(CompletedTile full) {
		Tile tile = full.tile();
		this.jdbc.update(ADD_TILE, tile.level(), tile.index(), full.hashes(), full.root());
	}

	/**
	 * What the database holds.
	 *
	 * @param records the number of records
	 * @param submittedAt the time of the last one
	 * @param size the size of the last tree that was signed, 0 for none
	 * @param root its root, or null for none
	 * @param freeze what the operator's switch says
	 * @param tilesAhead whether it has tiles that such a tree does not fill
	 */
	private record Stored(long records, Instant submittedAt, long size, byte @Nullable [] root,
			@Nullable FreezeState freeze, boolean tilesAhead) {
	}

}
