package cto.registry.merkle;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TiledSubtreesTests {

	@Test
	void hasEverySubtreeOfATreeOfEverySize() {
		NaiveTree tree = NaiveTree.of(600);
		for (int size : new int[] { 1, 2, 3, 255, 256, 257, 511, 512, 513, 600 }) {
			Subtrees subtrees = new TiledSubtrees(size, tree);
			for (int level = 0; 1 << level <= size; level++) {
				for (int index = 0; (index + 1) << level <= size; index++) {
					Subtree subtree = new Subtree(level, index);
					assertThat(subtrees.root(subtree)).as("%s of a tree of %d", subtree, size)
						.isEqualTo(tree.mth(subtree.start(), subtree.end()));
				}
			}
		}
	}

	@Test
	void asksOnceForEachTileAndForTheWidthThatItHas() {
		NaiveTree tree = NaiveTree.of(600);
		List<String> asked = new ArrayList<>();
		Subtrees subtrees = new TiledSubtrees(600, (tile) -> {
			asked.add(tile.path());
			return tree.read(tile);
		});
		for (int i = 0; i < 600; i++) {
			subtrees.root(new Subtree(0, i));
		}
		subtrees.root(new Subtree(8, 1));
		subtrees.root(new Subtree(9, 0));
		assertThat(asked).containsExactly("0/000", "0/001", "0/002.p/88", "1/000.p/2");
	}

	@Test
	void refusesASubtreeThatIsNotWhole() {
		Subtrees subtrees = new TiledSubtrees(7, (tile) -> new byte[tile.width() * 32]);
		assertThatIllegalArgumentException().isThrownBy(() -> subtrees.root(new Subtree(2, 1)))
			.withMessage("The leaves from 4 to 7 are not all in a tree of 7 leaves");
	}

	@Test
	void refusesATileOfAnotherLength() {
		Subtrees subtrees = new TiledSubtrees(7, (tile) -> new byte[223]);
		assertThatIllegalStateException().isThrownBy(() -> subtrees.root(new Subtree(0, 0)))
			.withMessage("Tile 0/000.p/7 has 224 bytes, but 223 were read");
	}

}
