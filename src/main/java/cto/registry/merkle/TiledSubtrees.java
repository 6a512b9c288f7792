package cto.registry.merkle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The perfect subtrees of a tree that is kept in tiles. Those whose level is a multiple
 * of 8 stand in a tile; the others are hashed together from a part of one. It reads each
 * tile once and keeps it, so it is meant for one proof or one root, which need a tile or
 * two of each level. Not for use by several threads at once.
 */
public final class TiledSubtrees implements Subtrees {

	private final long treeSize;

	private final TileReader tiles;

	private final Map<Tile, byte[]> read = new HashMap<>();

	/**
	 * Makes them for a tree.
	 * @param treeSize how many leaves it has, at least 0
	 * @param tiles asked for full tiles, and for partial ones of exactly the width that
	 * they have in a tree of this size
	 */
	public TiledSubtrees(long treeSize, TileReader tiles) {
		this.treeSize = Rfc6962.size(treeSize);
		this.tiles = tiles;
	}

	/**
	 * Computes the root of a perfect subtree.
	 * @param subtree which one
	 * @return its root, 32 bytes
	 * @throws IllegalArgumentException where it is not wholly inside the tree
	 * @throws IllegalStateException where a tile that was read has another length than
	 * its width says
	 */
	@Override
	public byte[] root(Subtree subtree) {
		if (subtree.end() > this.treeSize) {
			throw new IllegalArgumentException("The leaves from " + subtree.start() + " to " + (subtree.end() - 1)
					+ " are not all in a tree of " + this.treeSize + " leaves");
		}
		int level = subtree.level() / Tile.HEIGHT;
		int height = subtree.level() % Tile.HEIGHT;
		long first = subtree.index() << height;
		byte[] hashes = tile(level, first / Tile.WIDTH);
		return root(hashes, (int) (first % Tile.WIDTH), 1 << height);
	}

	private byte[] tile(int level, long index) {
		long hashes = Tile.hashes(level, this.treeSize) - index * Tile.WIDTH;
		return this.read.computeIfAbsent(new Tile(level, index, (int) Math.min(hashes, Tile.WIDTH)), this::read);
	}

	private byte[] read(Tile tile) {
		byte[] hashes = this.tiles.read(tile);
		if (hashes.length != tile.width() * Rfc6962.HASH_BYTES) {
			throw new IllegalStateException("Tile " + tile.path() + " has " + tile.width() * Rfc6962.HASH_BYTES
					+ " bytes, but " + hashes.length + " were read");
		}
		return hashes;
	}

	/** The root over consecutive hashes of a tile, their number being a power of two. */
	private static byte[] root(byte[] hashes, int first, int count) {
		if (count == 1) {
			return Arrays.copyOfRange(hashes, first * Rfc6962.HASH_BYTES, (first + 1) * Rfc6962.HASH_BYTES);
		}
		int half = count / 2;
		return Rfc6962.nodeHash(root(hashes, first, half), root(hashes, first + half, half));
	}

}
