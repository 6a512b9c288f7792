package cto.registry.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import cto.registry.log.UnsignedRows;
import cto.registry.merkle.CompletedTile;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Tile;
import cto.registry.merkle.TileFrontier;
import cto.registry.note.SignedCheckpoint;

/**
 * Rebuilds the tree from leaves and compares it with what is stored and what was signed.
 */
final class TreeAudit implements AutoCloseable {

	private static final String TILES_AHEAD = "SELECT t.level, t.tile_index FROM (VALUES (?::bigint)) AS c(tree_size), LATERAL ("
			+ UnsignedRows.TILES + ") AS t";

	private final TileFrontier frontier = TileFrontier.empty();

	private final Connection connection;

	private final PreparedStatement tile;

	private final SignedTrees signed;

	private final List<SignedCheckpoint> against;

	private final Consumer<Finding> findings;

	private int nextAgainst;

	private long agreed;

	private long tiles;

	/**
	 * Starts with the empty tree.
	 * @param connection one with a snapshot open
	 * @param signed the checkpoints of the database
	 * @param against earlier checkpoints, in the order of their sizes
	 * @param findings takes what differs
	 */
	TreeAudit(Connection connection, SignedTrees signed, List<SignedCheckpoint> against, Consumer<Finding> findings)
			throws SQLException {
		this.connection = connection;
		this.tile = connection
			.prepareStatement("SELECT hashes, root FROM registry.log_tile WHERE level = ? AND tile_index = ?");
		this.signed = signed;
		this.against = against;
		this.findings = findings;
		compareRoots();
	}

	long size() {
		return this.frontier.size();
	}

	byte[] root() {
		return this.frontier.root();
	}

	long tiles() {
		return this.tiles;
	}

	void append(byte[] leafHash) throws SQLException {
		for (CompletedTile full : this.frontier.append(leafHash)) {
			compare(full);
		}
		compareRoots();
	}

	/**
	 * The hash of a leaf whose record is gone, so that the rest can still be compared.
	 * @param index the leaf
	 * @return what its stored tile has, or a hash of nothing
	 */
	byte[] remembered(long index) throws SQLException {
		byte[] hashes = stored(new Tile(0, index / Tile.WIDTH, Tile.WIDTH))[0];
		int place = (int) (index % Tile.WIDTH) * Rfc6962.HASH_BYTES;
		return (hashes.length >= place + Rfc6962.HASH_BYTES)
				? Arrays.copyOfRange(hashes, place, place + Rfc6962.HASH_BYTES) : Rfc6962.emptyRoot();
	}

	/** Compares what is beyond the last record. */
	void finish() throws SQLException {
		this.signed.finish(size());
		findTilesAhead();
		for (SignedCheckpoint late : this.against.subList(this.nextAgainst, this.against.size())) {
			long size = late.checkpoint().size();
			this.findings.accept(Finding.ofRecord(size(), "against",
					"The log ends before record " + size() + ", and a checkpoint of " + size
							+ " records was signed: records " + size() + " to " + (size - 1) + " are gone"));
		}
	}

	private void findTilesAhead() throws SQLException {
		try (PreparedStatement ahead = this.connection.prepareStatement(TILES_AHEAD)) {
			ahead.setLong(1, size());
			ResultSet row = ahead.executeQuery();
			while (row.next()) {
				this.findings.accept(Finding.ofLog("tile", "Tile " + row.getInt(1) + "/" + row.getLong(2)
						+ " is ahead of the tree of " + size() + " records"));
			}
		}
	}

	private void compareRoots() throws SQLException {
		this.signed.compare(this.frontier);
		while (this.nextAgainst < this.against.size()
				&& this.against.get(this.nextAgainst).checkpoint().size() == size()) {
			if (Arrays.equals(this.against.get(this.nextAgainst++).checkpoint().root(), root())) {
				this.agreed = size();
			}
			else {
				this.findings.accept(differs());
			}
		}
	}

	private Finding differs() {
		String range = (size() - this.agreed == 1) ? "record " + this.agreed + " is not"
				: "of records " + this.agreed + " to " + (size() - 1) + " at least one is not";
		return Finding.ofRecord(this.agreed, "against",
				"The log is not the one that was signed at size " + size() + ": " + range + " what it was then");
	}

	private void compare(CompletedTile full) throws SQLException {
		Tile tile = full.tile();
		byte[][] stored = stored(tile);
		this.tiles++;
		if (stored[0].length == 0) {
			this.findings.accept(Finding.ofLog("tile", "Tile " + tile.path() + " is missing"));
			return;
		}
		byte[] hashes = full.hashes();
		for (int i = 0; i < Tile.WIDTH; i++) {
			int from = i * Rfc6962.HASH_BYTES;
			int to = from + Rfc6962.HASH_BYTES;
			if (!Arrays.equals(hashes, from, to, stored[0], Math.min(from, stored[0].length),
					Math.min(to, stored[0].length))) {
				this.findings.accept(hash(tile, i));
			}
		}
		if (!Arrays.equals(full.root(), stored[1])) {
			this.findings.accept(
					Finding.ofLog("tile", "The root kept with tile " + tile.path() + " is not that of its records"));
		}
	}

	private static Finding hash(Tile tile, int place) {
		long index = tile.start() + place;
		return (tile.level() == 0)
				? Finding.ofRecord(index, "tile", "The record is not the one that tile " + tile.path() + " was made of")
				: Finding.ofLog("tile", "Hash " + place + " of tile " + tile.path() + " is not that of its records");
	}

	/** Hashes and root, empty where there is no such tile. */
	private byte[][] stored(Tile wanted) throws SQLException {
		this.tile.setInt(1, wanted.level());
		this.tile.setLong(2, wanted.index());
		try (ResultSet row = this.tile.executeQuery()) {
			return row.next() ? new byte[][] { row.getBytes(1), row.getBytes(2) }
					: new byte[][] { new byte[0], new byte[0] };
		}
	}

	@Override
	public void close() throws SQLException {
		this.tile.close();
	}

}
