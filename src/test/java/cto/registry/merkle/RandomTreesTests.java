package cto.registry.merkle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RandomTreesTests {

	private static final int LARGEST = 100_000;

	private final NaiveTree tree = NaiveTree.of(LARGEST);

	@Test
	void agreesWithTheDefinitionAtRandomSizesWhereTilesAreStoredAsTheyFill() {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("RandomTreesTests seed " + seed + " (again with -Dtest.seed=" + seed + ")");
		Random random = new Random(seed);
		long[] sizes = random.longs(30, 1, LARGEST + 1).sorted().toArray();
		Map<Tile, byte[]> stored = new HashMap<>();
		TileFrontier frontier = TileFrontier.empty();
		for (long size : sizes) {
			while (frontier.size() < size) {
				frontier.append(this.tree.leaf(frontier.size()))
					.forEach((full) -> stored.put(full.tile(), full.hashes()));
			}
			assertThat(frontier.root()).as("root of %d, seed %d", size, seed).isEqualTo(this.tree.root(size));
			TileReader tiles = (tile) -> tile.full() ? Objects.requireNonNull(stored.get(tile), tile::path)
					: frontier.partial(tile.level());
			check(random, seed, size, tiles);
			assertThat(TileFrontier.of(size, tiles).root()).as("edge of %d, seed %d", size, seed)
				.isEqualTo(frontier.root());
		}
	}

	private void check(Random random, long seed, long size, TileReader tiles) {
		byte[] root = this.tree.root(size);
		for (int i = 0; i < 20; i++) {
			long index = random.nextLong(size);
			List<byte[]> inclusion = InclusionProof.of(index, size, new TiledSubtrees(size, tiles));
			assertThat(KnownAnswers.same(inclusion, this.tree.path(index, size)))
				.as("leaf %d of %d, seed %d", index, size, seed)
				.isTrue();
			InclusionProof.verify(index, size, this.tree.leaf(index), inclusion, root);
			long from = 1 + random.nextLong(size);
			List<byte[]> consistency = ConsistencyProof.of(from, size, new TiledSubtrees(size, tiles));
			assertThat(KnownAnswers.same(consistency, this.tree.proof(from, size)))
				.as("from %d to %d, seed %d", from, size, seed)
				.isTrue();
			ConsistencyProof.verify(from, this.tree.root(from), size, root, consistency);
			assertThat(new TiledSubtrees(size, tiles).root(0, from))
				.as("root of %d out of the tiles of %d, seed %d", from, size, seed)
				.isEqualTo(this.tree.root(from));
		}
	}

}
