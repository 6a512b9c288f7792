package cto.registry.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a tree in tiles, which is all that appending needs: the partial tile
 * of each level and the compact range. All other tiles are full and never read again. Not
 * for use by several threads at once.
 */
public final class TileFrontier {

	/** Levels of tiles above this one would begin at 2^64 leaves. */
	private static final int LEVELS = Long.SIZE / Tile.HEIGHT;

	/** The hashes of each level's partial tile, with room for a full one. */
	private final byte[][] tiles;

	private final CompactRange range;

	private TileFrontier(byte[][] tiles, CompactRange range) {
		this.tiles = tiles;
		this.range = range;
	}

	/**
	 * Makes the frontier of the tree without leaves.
	 * @return a frontier of size 0
	 */
	public static TileFrontier empty() {
		return new TileFrontier(new byte[LEVELS][0], CompactRange.empty());
	}

	/**
	 * Makes the frontier of a tree that exists.
	 * @param size how many leaves it has, at least 0
	 * @param partialTiles asked once for each partial tile of a tree of that size that
	 * has any hashes
	 * @return the frontier
	 * @throws IllegalStateException where a tile that was read has another length than
	 * its width says
	 */
	public static TileFrontier of(long size, TileReader partialTiles) {
		byte[][] tiles = new byte[LEVELS][0];
		CompactRange range = CompactRange.of(size, new TiledSubtrees(size, (tile) -> {
			byte[] hashes = partialTiles.read(tile);
			tiles[tile.level()] = Arrays.copyOf(hashes, Tile.WIDTH * Rfc6962.HASH_BYTES);
			return hashes;
		}));
		return new TileFrontier(tiles, range);
	}

	/**
	 * Returns how many leaves the tree has.
	 * @return the size, at least 0
	 */
	public long size() {
		return this.range.size();
	}

	/**
	 * Computes the root of the tree.
	 * @return the root, 32 bytes
	 */
	public byte[] root() {
		return this.range.root();
	}

	/**
	 * Returns a copy, so that a failed transaction can be forgotten.
	 * @return a frontier of the same tree
	 */
	public TileFrontier copy() {
		byte[][] copies = new byte[LEVELS][];
		Arrays.setAll(copies, (level) -> this.tiles[level].clone());
		return new TileFrontier(copies, this.range.copy());
	}

	/**
	 * Appends a leaf: one hash of nodes on average.
	 * @param leafHash the leaf's hash, 32 bytes
	 * @return the tiles that it filled, the lowest level first; of 256 leaves 255 fill
	 * none
	 */
	public List<CompletedTile> append(byte[] leafHash) {
		put(0, size(), Rfc6962.hash(leafHash));
		List<CompletedTile> filled = new ArrayList<>(0);
		this.range.append(leafHash, (level, index, root) -> {
			if (level > 0 && level % Tile.HEIGHT == 0) {
				// This subtree is a tile, and its root a hash of the tile above.
				int below = level / Tile.HEIGHT - 1;
				filled.add(new CompletedTile(new Tile(below, index, Tile.WIDTH), this.tiles[below], root));
				put(below + 1, index, root);
			}
		});
		return filled;
	}

	/**
	 * Returns the partial tile of a level.
	 * @param level the level of the tile, 0 to 63
	 * @return its hashes, 32 bytes each and none to 255 of them
	 */
	public byte[] partial(int level) {
		int width = Tile.partialWidth(level, size());
		return (width > 0) ? Arrays.copyOf(this.tiles[level], width * Rfc6962.HASH_BYTES) : new byte[0];
	}

	private void put(int level, long index, byte[] root) {
		if (this.tiles[level].length == 0) {
			this.tiles[level] = new byte[Tile.WIDTH * Rfc6962.HASH_BYTES];
		}
		int position = (int) (index % Tile.WIDTH);
		System.arraycopy(root, 0, this.tiles[level], position * Rfc6962.HASH_BYTES, Rfc6962.HASH_BYTES);
	}

}
