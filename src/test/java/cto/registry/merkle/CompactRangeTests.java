package cto.registry.merkle;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CompactRangeTests {

	private final NaiveTree tree = NaiveTree.of(257);

	@Test
	void hasTheKnownRoots() {
		CompactRange range = CompactRange.empty();
		for (int size = 1; size <= 8; size++) {
			range.append(KnownAnswers.LEAVES.get(size - 1));
			assertThat(HexFormat.of().formatHex(range.root())).isEqualTo(KnownAnswers.ROOTS.get(size - 1));
		}
	}

	@Test
	void hasTheRootOfTheDefinitionAtEverySize() {
		CompactRange range = CompactRange.empty();
		for (int size = 0; size <= 257; size++) {
			assertThat(range.size()).isEqualTo(size);
			assertThat(range.root()).as("root of %d leaves", size).isEqualTo(this.tree.root(size));
			if (size < 257) {
				range.append(this.tree.leaf(size));
			}
		}
	}

	@Test
	void goesOnFromATreeOfEverySize() {
		for (int size = 0; size <= 256; size++) {
			CompactRange range = CompactRange.of(size, this.tree.subtrees());
			assertThat(range.root()).as("root of %d leaves", size).isEqualTo(this.tree.root(size));
			range.append(this.tree.leaf(size));
			assertThat(range.root()).as("root of %d leaves and one more", size).isEqualTo(this.tree.root(size + 1));
		}
	}

	@Test
	void completesEachSubtreeOnceWithItsRoot() {
		CompactRange range = CompactRange.empty();
		int[] completed = new int[9];
		for (int i = 0; i < 256; i++) {
			range.append(this.tree.leaf(i), (level, index, root) -> {
				assertThat(index).isEqualTo(completed[level]++);
				assertThat(root).isEqualTo(this.tree.subtrees().root(new Subtree(level, index)));
			});
		}
		assertThat(completed).containsExactly(256, 128, 64, 32, 16, 8, 4, 2, 1);
	}

	@Test
	void isLeftAloneByItsCopyAndByThoseWhoHoldItsArrays() {
		CompactRange range = CompactRange.empty();
		byte[] leaf = this.tree.leaf(0).clone();
		range.append(leaf);
		leaf[0] ^= 1;
		CompactRange copy = range.copy();
		copy.append(this.tree.leaf(1));
		copy.append(this.tree.leaf(2));
		range.root()[0] ^= 1;
		assertThat(range.size()).isEqualTo(1);
		assertThat(range.root()).isEqualTo(this.tree.root(1));
		assertThat(copy.root()).isEqualTo(this.tree.root(3));
	}

	@Test
	void growsToTheLargestTreeAndNoFurther() {
		CompactRange range = CompactRange.of(Long.MAX_VALUE - 1, (subtree) -> new byte[32]);
		range.append(new byte[32]);
		assertThat(range.size()).isEqualTo(Long.MAX_VALUE);
		assertThat(range.root()).hasSize(32);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> range.append(new byte[32]));
	}

	@Test
	void refusesWhatIsNoSizeAndWhatIsNoHash() {
		assertThatIllegalArgumentException().isThrownBy(() -> CompactRange.of(-1, this.tree.subtrees()))
			.withMessage("A tree has at least 0 leaves, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> CompactRange.empty().append(new byte[31]))
			.withMessage("A hash of the tree has 32 bytes, but this one has 31");
	}

}
