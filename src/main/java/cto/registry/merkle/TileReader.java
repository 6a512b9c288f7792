package cto.registry.merkle;

/**
 * Where tiles come from.
 */
@FunctionalInterface
public interface TileReader {

	/**
	 * Reads a tile.
	 * @param tile which one, full or partial
	 * @return its hashes one after the other, {@code 32 * width} bytes
	 */
	byte[] read(Tile tile);

}
