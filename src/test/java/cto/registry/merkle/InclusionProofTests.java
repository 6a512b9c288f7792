package cto.registry.merkle;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InclusionProofTests {

	private static final long INDEX = 9;

	private static final long SIZE = 21;

	private final NaiveTree tree = NaiveTree.of(257);

	private final byte[] leaf = this.tree.leaf(INDEX);

	private final byte[] root = this.tree.root(SIZE);

	private final List<byte[]> proof = this.tree.path(INDEX, SIZE);

	/** From TestRefInclusionProof of transparency-dev/merkle, testonly. */
	@Test
	void isTheKnownProof() {
		assertThat(KnownAnswers.hex(InclusionProof.of(0, 8, KnownAnswers.subtrees()))).containsExactly(
				"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
				"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
				"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
		assertThat(KnownAnswers.hex(InclusionProof.of(5, 8, KnownAnswers.subtrees()))).containsExactly(
				"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
				"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
				"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
		assertThat(KnownAnswers.hex(InclusionProof.of(2, 3, KnownAnswers.subtrees())))
			.containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
	}

	@Test
	void acceptsTheKnownProof() {
		InclusionProof.verify(1, 5, KnownAnswers.LEAVES.get(1),
				KnownAnswers.bytes("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
						"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
						"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
				KnownAnswers.root(5));
	}

	@Test
	void isTheProofOfTheDefinitionForEveryLeafOfEverySizeAndAccepted() {
		for (int size = 1; size <= 257; size++) {
			for (int index = 0; index < size; index++) {
				List<byte[]> hashes = InclusionProof.of(index, size, this.tree.subtrees());
				assertThat(KnownAnswers.same(hashes, this.tree.path(index, size))).as("leaf %d of %d", index, size)
					.isTrue();
				InclusionProof.verify(index, size, this.tree.leaf(index), hashes, this.tree.root(size));
			}
		}
	}

	@Test
	void provesEachLeafAtItsOwnIndexOnly() {
		for (int size = 1; size <= 20; size++) {
			for (int index = 0; index < size; index++) {
				List<byte[]> hashes = this.tree.path(index, size);
				for (int other = 0; other < size; other++) {
					if (other != index) {
						assertRejected(other, size, this.tree.leaf(index), hashes, this.tree.root(size));
						assertRejected(index, size, this.tree.leaf(other), hashes, this.tree.root(size));
					}
				}
			}
		}
	}

	@Test
	void acceptsTheProofThatTheOthersDamage() {
		assertThatCode(() -> InclusionProof.verify(INDEX, SIZE, this.leaf, this.proof, this.root))
			.doesNotThrowAnyException();
	}

	@Test
	void rejectsAnotherIndex() {
		for (long index : new long[] { INDEX - 1, INDEX + 1, INDEX ^ 2, INDEX + 32, 0, SIZE - 1, SIZE, -1,
				Long.MAX_VALUE, Long.MIN_VALUE }) {
			assertRejected(index, SIZE, this.leaf, this.proof, this.root);
		}
	}

	@Test
	void rejectsASizeOfAnotherShape() {
		for (long size : new long[] { 16, 33, SIZE * 2, SIZE / 2, INDEX, 1, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE }) {
			assertRejected(INDEX, size, this.leaf, this.proof, this.root);
		}
	}

	@Test
	void rejectsAnotherLeaf() {
		assertRejected(INDEX, SIZE, this.tree.leaf(INDEX + 1), this.proof, this.root);
		assertRejected(INDEX, SIZE, this.root, this.proof, this.root);
		assertRejected(INDEX, SIZE, new byte[0], this.proof, this.root);
	}

	@Test
	void rejectsAnotherRoot() {
		assertRejected(INDEX, SIZE, this.leaf, this.proof, this.tree.root(SIZE - 1));
		assertRejected(INDEX, SIZE, this.leaf, this.proof, this.leaf);
		assertRejected(INDEX, SIZE, this.leaf, this.proof, Rfc6962.emptyRoot());
		assertRejected(INDEX, SIZE, this.leaf, this.proof, new byte[0]);
	}

	@Test
	void rejectsEachBitFlipped() {
		for (int bit = 0; bit < 256; bit++) {
			assertRejected(INDEX, SIZE, Damage.flip(this.leaf, bit), this.proof, this.root);
			assertRejected(INDEX, SIZE, this.leaf, this.proof, Damage.flip(this.root, bit));
			for (int i = 0; i < this.proof.size(); i++) {
				assertRejected(INDEX, SIZE, this.leaf,
						Damage.replace(this.proof, i, Damage.flip(this.proof.get(i), bit)), this.root);
			}
		}
	}

	@Test
	void rejectsAHashTooManyTooFewOrOutOfPlace() {
		for (List<byte[]> damaged : Damage.lists(this.proof, this.leaf, this.root)) {
			assertRejected(INDEX, SIZE, this.leaf, damaged, this.root);
		}
	}

	@Test
	void rejectsAHashOfAnotherLength() {
		for (int i = 0; i < this.proof.size(); i++) {
			for (int length : new int[] { 0, 31, 33, 64 }) {
				assertRejected(INDEX, SIZE, this.leaf,
						Damage.replace(this.proof, i, Arrays.copyOf(this.proof.get(i), length)), this.root);
			}
		}
	}

	/** The 64 bytes of two hashes shifted into each other would hash to the same node. */
	@Test
	void rejectsHashesThatShareTheirBytesOtherwise() {
		byte[] both = new byte[64];
		System.arraycopy(this.tree.leaf(0), 0, both, 0, 32);
		System.arraycopy(this.tree.leaf(1), 0, both, 32, 32);
		assertRejected(0, 2, Arrays.copyOf(both, 31), List.of(Arrays.copyOfRange(both, 31, 64)), this.tree.root(2));
	}

	@Test
	void repeatsTheNumbers() {
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> InclusionProof.verify(21, 21, this.leaf, this.proof, this.root))
			.withMessage("There is no leaf 21 in a tree of 21: the last is 20");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> InclusionProof.verify(0, 0, this.leaf, this.proof, this.root))
			.withMessage("There is no leaf 0 in a tree of 0");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> InclusionProof.verify(-1, 21, this.leaf, this.proof, this.root))
			.withMessage("There is no leaf -1 in a tree of 21: the last is 20");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> InclusionProof.verify(9, 21, this.leaf, List.of(), this.root))
			.withMessage("The inclusion proof of leaf 9 in a tree of 21 has 0 hashes, but would have 5");
		assertThatExceptionOfType(InvalidProofException.class).isThrownBy(
				() -> InclusionProof.verify(9, 21, this.leaf, Damage.replace(this.proof, 3, new byte[31]), this.root))
			.withMessage(
					"The inclusion proof of leaf 9 in a tree of 21 has a hash of 31 bytes at position 3, but all have 32");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> InclusionProof.verify(9, 21, this.leaf, this.proof, new byte[32]))
			.withMessageMatching(
					"The inclusion proof of leaf 9 in a tree of 21 leads to the root [0-9a-f]{64}, not to 0{64}");
	}

	@Test
	void isNotMadeForALeafThatIsNotThere() {
		for (long index : new long[] { -1, 21, Long.MAX_VALUE }) {
			assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.of(index, 21, this.tree.subtrees()))
				.withMessage("There is no leaf " + index + " in a tree of 21: the last is 20");
		}
	}

	@Test
	void reachesTheEndsOfTheLargestTree() {
		Subtrees zeros = (subtree) -> new byte[32];
		assertThat(InclusionProof.of(0, Long.MAX_VALUE, zeros)).hasSize(63);
		assertThat(InclusionProof.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, zeros)).hasSize(62);
		byte[] top = CompactRange.of(Long.MAX_VALUE, zeros).root();
		InclusionProof.verify(Long.MAX_VALUE - 1, Long.MAX_VALUE, new byte[32],
				InclusionProof.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, zeros), top);
	}

	private static void assertRejected(long index, long size, byte[] leaf, List<byte[]> hashes, byte[] root) {
		assertThatExceptionOfType(InvalidProofException.class).as("leaf %d of %d", index, size)
			.isThrownBy(() -> InclusionProof.verify(index, size, leaf, hashes, root));
	}

}
