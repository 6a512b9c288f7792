package cto.registry.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

import cto.registry.merkle.FullTile;
import cto.registry.merkle.RightEdge;
import cto.registry.merkle.Tile;
import cto.registry.record.TermBlocks;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tree as it grows, inside the transaction of {@link Append}. Keeps the right edge of
 * what was committed last, so that a batch reads no tile, as long as no other instance
 * has committed in between.
 */
@Component
class GrowingTree {

	private static final String TAIL = """
			SELECT r.log_index, r.submitted_at, c.tree_size, c.root_hash FROM (VALUES (1)) AS one(one)
			LEFT JOIN (SELECT log_index, submitted_at FROM registry.execution_request
			           ORDER BY log_index DESC LIMIT 1) AS r ON true
			LEFT JOIN (SELECT tree_size, root_hash FROM registry.log_checkpoint
			           ORDER BY tree_size DESC LIMIT 1) AS c ON true""";

	private static final String LEAVES = "SELECT leaf_hash FROM registry.execution_request WHERE log_index >= ? ORDER BY log_index";

	private static final String ADD_TILE = "INSERT INTO registry.log_tile (level, tile_index, hashes, root) VALUES (?, ?, ?, ?)";

	private final JdbcTemplate jdbc;

	private final StoredTiles tiles;

	private final Checkpoints checkpoints;

	private final TermBlocks terms;

	private @Nullable RightEdge last;

	GrowingTree(JdbcTemplate jdbc, StoredTiles tiles, Checkpoints checkpoints, TermBlocks terms) {
		this.jdbc = jdbc;
		this.tiles = tiles;
		this.checkpoints = checkpoints;
		this.terms = terms;
	}

	/**
	 * Reads where the log ends. Records that are not in the tree yet, because they are
	 * older than it or somebody else inserted them, are taken in.
	 * @return the tail; its edge is the caller's own
	 */
	Tail tail() {
		Stored stored = this.jdbc.queryForObject(TAIL, (rs, row) -> {
			OffsetDateTime submittedAt = rs.getObject(2, OffsetDateTime.class);
			long records = (submittedAt != null) ? rs.getLong(1) + 1 : 0;
			return new Stored(records, (submittedAt != null) ? submittedAt.toInstant() : Instant.EPOCH, rs.getLong(3),
					rs.getBytes(4));
		});
		RightEdge edge = edge(stored);
		if (stored.root() == null || edge.size() < stored.records()) {
			this.jdbc.query(LEAVES, (rs) -> {
				append(edge, rs.getBytes(1));
			}, edge.size());
			this.checkpoints.add(edge);
		}
		return new Tail(edge, stored.submittedAt());
	}

	private RightEdge edge(Stored stored) {
		RightEdge committed = this.last;
		if (committed != null && committed.size() == stored.size() && Arrays.equals(committed.root(), stored.root())) {
			return committed.copy();
		}
		return RightEdge.of(stored.size(), this.tiles);
	}

	/** Grows by rows that are in the table already, and signs the tree. */
	void grow(Tail tail, List<NewRow> rows) {
		if (!rows.isEmpty()) {
			rows.forEach((row) -> append(tail.edge(), row.record().leafHash()));
			this.checkpoints.add(tail.edge());
		}
	}

	/**
	 * Grows by one row of many, and leaves it to the caller to sign.
	 * @return the tiles that it filled
	 */
	List<FullTile> grow(Tail tail, NewRow row) {
		return append(tail.edge(), row.record().leafHash());
	}

	/** Remembers the edge once its transaction is committed. */
	void committed(Tail tail) {
		this.last = tail.edge();
	}

	private List<FullTile> append(RightEdge edge, byte[] leafHash) {
		List<FullTile> filled = edge.append(leafHash);
		for (FullTile full : filled) {
			Tile tile = full.tile();
			this.jdbc.update(ADD_TILE, tile.level(), tile.index(), full.hashes(), full.root());
			if (tile.level() == 0) {
				this.terms.add(tile.index());
			}
		}
		return filled;
	}

	/**
	 * What the database holds.
	 *
	 * @param records the number of records
	 * @param submittedAt the time of the last one
	 * @param size the size of the last tree that was signed, 0 for none
	 * @param root its root, or null for none
	 */
	private record Stored(long records, Instant submittedAt, long size, byte @Nullable [] root) {
	}

}
