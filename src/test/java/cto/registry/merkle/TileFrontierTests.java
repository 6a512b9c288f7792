package cto.registry.merkle;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TileFrontierTests {

	private static final NaiveTree TREE = NaiveTree.of(66_000);

	@Test
	void hasTheRootAndThePartialTilesOfTheDefinitionAtEverySize() {
		TileFrontier frontier = TileFrontier.empty();
		for (int size = 0; size <= 257; size++) {
			assertSame(frontier, size);
			assertSame(TileFrontier.of(size, TREE), size);
			frontier.append(TREE.leaf(size));
		}
	}

	@Test
	void handsOutEachTileWhenItIsFullAndNeverAgain() {
		TileFrontier frontier = TileFrontier.empty();
		List<String> filled = new ArrayList<>();
		for (int size = 1; size <= 66_000; size++) {
			List<String> now = new ArrayList<>();
			for (CompletedTile full : frontier.append(TREE.leaf(size - 1))) {
				assertThat(full.tile().within(size)).isTrue();
				assertThat(full.tile().within(size - 1)).isFalse();
				assertThat(full.hashes()).as(full.tile().path()).isEqualTo(TREE.read(full.tile()));
				assertThat(full.root())
					.isEqualTo(TREE.subtrees().root(new Subtree(8 * (full.tile().level() + 1), full.tile().index())));
				now.add(full.tile().path());
			}
			if (size == 65_536) {
				assertThat(now).containsExactly("0/255", "1/000");
			}
			filled.addAll(now);
		}
		assertThat(filled).doesNotHaveDuplicates().hasSize(66_000 / 256 + 1);
		assertSame(frontier, 66_000);
	}

	@Test
	void asksOnlyForPartialTilesThatHaveHashes() {
		List<String> asked = new ArrayList<>();
		TileFrontier.of(65_536 + 3, (tile) -> {
			asked.add(tile.path());
			return TREE.read(tile);
		});
		assertThat(asked).containsExactlyInAnyOrder("0/256.p/3", "2/000.p/1");
		TileFrontier.of(0, (tile) -> {
			throw new AssertionError("an empty tree has no tiles");
		});
	}

	@Test
	void growsAloneAfterACopy() {
		TileFrontier frontier = TileFrontier.of(255, TREE);
		TileFrontier copy = frontier.copy();
		for (int i = 255; i < 600; i++) {
			copy.append(TREE.leaf(i));
		}
		assertSame(copy, 600);
		assertSame(frontier, 255);
		frontier.partial(0)[0] ^= 1;
		assertSame(frontier, 255);
	}

	@Test
	void staysAsItIsWhereALeafIsRefused() {
		TileFrontier frontier = TileFrontier.of(255, TREE);
		assertThatIllegalArgumentException().isThrownBy(() -> frontier.append(new byte[33]));
		assertSame(frontier, 255);
		frontier.append(TREE.leaf(255));
		assertSame(frontier, 256);
	}

	@Test
	void refusesATileOfAnotherLength() {
		assertThatIllegalStateException().isThrownBy(() -> TileFrontier.of(3, (tile) -> new byte[64]))
			.withMessage("Tile 0/000.p/3 has 96 bytes, but 64 were read");
	}

	private void assertSame(TileFrontier frontier, long size) {
		assertThat(frontier.size()).isEqualTo(size);
		assertThat(frontier.root()).as("root of %d leaves", size).isEqualTo(TREE.root(size));
		for (int level = 0; level <= 63; level++) {
			int width = Tile.partialWidth(level, size);
			byte[] expected = (width > 0) ? TREE.read(new Tile(level, (size >> (8 * level)) / 256, width))
					: new byte[0];
			assertThat(frontier.partial(level)).as("level %d of %d leaves", level, size).isEqualTo(expected);
		}
	}

}
