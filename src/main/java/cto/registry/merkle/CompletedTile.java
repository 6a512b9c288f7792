package cto.registry.merkle;

/**
 * A tile that became full, to be stored once and for ever.
 *
 * @param tile its coordinates, of width 256
 * @param hashes its hashes, 8,192 bytes
 * @param root the root over them, 32 bytes, which is a hash of the tile above
 */
public record CompletedTile(Tile tile, byte[] hashes, byte[] root) {

	private static final int BYTES = Tile.WIDTH * Rfc6962.HASH_BYTES;

	/**
	 * Checks the lengths, and copies.
	 * @throws IllegalArgumentException where the tile is not full or a length is wrong
	 */
	public CompletedTile {
		if (!tile.full() || hashes.length != BYTES) {
			throw new IllegalArgumentException("A full tile has " + Tile.WIDTH + " hashes in " + BYTES + " bytes, but "
					+ tile.path() + " has " + tile.width() + " in " + hashes.length);
		}
		hashes = hashes.clone();
		root = Rfc6962.hash(root).clone();
	}

	@Override
	public byte[] hashes() {
		return this.hashes.clone();
	}

	@Override
	public byte[] root() {
		return this.root.clone();
	}

}
