package cto.registry.log;

import java.io.ByteArrayOutputStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Tile;
import cto.registry.merkle.TileReader;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tiles of the tree as the database has them: full ones are stored, partial ones are
 * made of the leaves, or of the roots of the full tiles below.
 */
@Component
public class StoredTiles implements TileReader {

	/** 8 KiB each. */
	private static final int CACHED = 512;

	private static final String FULL = "SELECT hashes FROM registry.log_tile WHERE level = ? AND tile_index = ?";

	private static final String LEAVES = """
			SELECT leaf_hash FROM registry.execution_request WHERE log_index >= ? AND log_index < ? ORDER BY log_index""";

	private static final String ROOTS = """
			SELECT root FROM registry.log_tile WHERE level = ? AND tile_index >= ? AND tile_index < ? ORDER BY tile_index""";

	private final JdbcTemplate jdbc;

	/** Full tiles never change. */
	private final Cache<Tile, byte[]> full = Caffeine.newBuilder().maximumSize(CACHED).build();

	public StoredTiles(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads a tile of a committed tree.
	 * @param tile a tile within a tree that has a checkpoint
	 * @return its hashes, 32 bytes each
	 * @throws LogInconsistentException when the database lacks some of it
	 */
	@Override
	public byte[] read(Tile tile) {
		byte[] cached = this.full.getIfPresent(tile);
		if (cached != null) {
			return cached;
		}
		byte[] hashes = tile.full() ? stored(tile) : computed(tile);
		if (hashes.length != tile.width() * Rfc6962.HASH_BYTES) {
			throw new LogInconsistentException(
					"Tile " + tile.path() + " has " + hashes.length / Rfc6962.HASH_BYTES + " hashes in the database");
		}
		if (tile.full()) {
			this.full.put(tile, hashes);
		}
		return hashes;
	}

	/**
	 * Tells whether a tile is known to be in the tree.
	 * @param tile any tile
	 * @return true when it is full and was read before
	 */
	public boolean has(Tile tile) {
		return this.full.getIfPresent(tile) != null;
	}

	private byte[] stored(Tile tile) {
		try {
			byte[] hashes = this.jdbc.queryForObject(FULL, byte[].class, tile.level(), tile.index());
			return (hashes != null) ? hashes : new byte[0];
		}
		catch (EmptyResultDataAccessException ex) {
			return new byte[0];
		}
	}

	private byte[] computed(Tile tile) {
		ByteArrayOutputStream hashes = new ByteArrayOutputStream();
		long end = tile.start() + tile.width();
		if (tile.level() == 0) {
			this.jdbc.query(LEAVES, (rs) -> {
				hashes.writeBytes(rs.getBytes(1));
			}, tile.start(), end);
		}
		else {
			this.jdbc.query(ROOTS, (rs) -> {
				hashes.writeBytes(rs.getBytes(1));
			}, tile.level() - 1, tile.start(), end);
		}
		return hashes.toByteArray();
	}

}
