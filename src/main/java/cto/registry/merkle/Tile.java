package cto.registry.merkle;

/**
 * A tile: up to 256 consecutive hashes of one level of the tree, by its coordinates in
 * C2SP tlog-tiles. Its hashes are the roots of the perfect subtrees of level
 * {@code 8 * level} with the indices from {@link #start()}.
 *
 * @param level the level of the tile, 0 to 63; at level 0 its hashes are leaf hashes
 * @param index its index at that level, from 0
 * @param width how many hashes it has, 1 to 256; below 256 it is partial
 */
public record Tile(int level, long index, int width) {

	/** How many levels of the tree a tile spans. */
	public static final int HEIGHT = 8;

	/** How many hashes a full tile has. */
	public static final int WIDTH = 1 << HEIGHT;

	private static final long MAX_INDEX = (Long.MAX_VALUE >> HEIGHT) - 1;

	/**
	 * Checks the coordinates.
	 * @throws IllegalArgumentException where one of them is out of its bounds
	 */
	public Tile {
		level(level);
		if (index < 0 || index > MAX_INDEX) {
			throw new IllegalArgumentException("The index of a tile is from 0 to " + MAX_INDEX + ", not " + index);
		}
		if (width < 1 || width > WIDTH) {
			throw new IllegalArgumentException("The width of a tile is from 1 to " + WIDTH + ", not " + width);
		}
	}

	/**
	 * Reads a tile's path.
	 * @param path {@code <L>/<N>[.p/<W>]}, as {@link #path()} writes it and no other way
	 * @return the tile
	 * @throws IllegalArgumentException with a sentence that says what would be right
	 */
	public static Tile parse(String path) {
		return TilePath.parse(path);
	}

	/**
	 * Reads the path of a bundle of entries.
	 * @param path {@code entries/<N>[.p/<W>]}, as {@link #bundlePath()} writes it and no
	 * other way
	 * @return the tile of level 0 with the hashes of these entries
	 * @throws IllegalArgumentException with a sentence that says what would be right
	 */
	public static Tile parseBundle(String path) {
		return TilePath.parseBundle(path);
	}

	/**
	 * Returns how wide the partial tile of a level is.
	 * @param level the level of the tile, 0 to 63
	 * @param treeSize how many leaves the tree has
	 * @return {@code floor(treeSize / 256**level) mod 256}; where it is 0, there is none
	 */
	public static int partialWidth(int level, long treeSize) {
		return (int) (hashes(level, treeSize) % WIDTH);
	}

	/**
	 * Returns how many hashes the tiles of a level have together.
	 * @param level the level of the tiles, 0 to 63
	 * @param treeSize how many leaves the tree has
	 * @return {@code floor(treeSize / 256**level)}
	 */
	static long hashes(int level, long treeSize) {
		// Java shifts by the distance modulo 64, so that level 8 would be level 0 again.
		int shift = level(level) * HEIGHT;
		return (shift < Long.SIZE) ? Rfc6962.size(treeSize) >> shift : 0;
	}

	private static int level(int level) {
		if (level < 0 || level > 63) {
			throw new IllegalArgumentException("The level of a tile is from 0 to 63, not " + level);
		}
		return level;
	}

	/**
	 * Tells whether it is full.
	 * @return whether it has 256 hashes
	 */
	public boolean full() {
		return this.width == WIDTH;
	}

	/**
	 * Returns where it begins.
	 * @return the index, at its level, of its first hash
	 */
	public long start() {
		return this.index * WIDTH;
	}

	/**
	 * Tells whether a tree has these hashes.
	 * @param treeSize how many leaves the tree has
	 * @return whether the tile, full or partial, is a tile of a tree of that size or the
	 * beginning of one
	 */
	public boolean within(long treeSize) {
		return start() + this.width <= hashes(this.level, treeSize);
	}

	/**
	 * Writes the path below {@code tile/}.
	 * @return {@code <L>/<N>[.p/<W>]}, such as {@code 0/x001/x234/067.p/8}
	 */
	public String path() {
		return this.level + "/" + TilePath.of(this);
	}

	/**
	 * Writes the path below {@code tile/} of the bundle of the entries that its hashes
	 * are of.
	 * @return {@code entries/<N>[.p/<W>]}
	 * @throws IllegalStateException where its hashes are not those of entries
	 */
	public String bundlePath() {
		if (this.level != 0) {
			throw new IllegalStateException("Only tiles of level 0 have entries, not " + path());
		}
		return "entries/" + TilePath.of(this);
	}

}
