package cto.registry.merkle;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConsistencyProofTests {

	private static final long FROM = 22;

	private static final long TO = 57;

	private final NaiveTree tree = NaiveTree.of(257);

	private final byte[] fromRoot = this.tree.root(FROM);

	private final byte[] toRoot = this.tree.root(TO);

	private final List<byte[]> proof = this.tree.proof(FROM, TO);

	/** From TestRefConsistencyProof of transparency-dev/merkle, testonly. */
	@Test
	void isTheKnownProof() {
		assertThat(KnownAnswers.hex(ConsistencyProof.of(1, 8, KnownAnswers.subtrees()))).containsExactly(
				"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
				"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
				"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
		assertThat(KnownAnswers.hex(ConsistencyProof.of(6, 8, KnownAnswers.subtrees()))).containsExactly(
				"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
				"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
				"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
	}

	@Test
	void acceptsTheKnownProof() {
		ConsistencyProof.verify(2, KnownAnswers.root(2), 5, KnownAnswers.root(5),
				KnownAnswers.bytes("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
						"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
	}

	@Test
	void isTheProofOfTheDefinitionBetweenAllSizesAndAccepted() {
		for (int to = 0; to <= 257; to++) {
			for (int from = 0; from <= to; from++) {
				List<byte[]> hashes = ConsistencyProof.of(from, to, this.tree.subtrees());
				List<byte[]> expected = (from > 0) ? this.tree.proof(from, to) : List.of();
				assertThat(KnownAnswers.same(hashes, expected)).as("from %d to %d", from, to).isTrue();
				ConsistencyProof.verify(from, this.tree.root(from), to, this.tree.root(to), hashes);
			}
		}
	}

	@Test
	void rejectsEveryOtherEarlierTree() {
		for (int to = 1; to <= 20; to++) {
			for (int from = 1; from <= to; from++) {
				for (int other = 0; other <= 20; other++) {
					if (other != from) {
						assertRejected(from, this.tree.root(other), to, this.tree.root(to), this.tree.proof(from, to));
					}
				}
			}
		}
	}

	@Test
	void rejectsATreeWhoseLeavesWereChangedOrSwapped() {
		CompactRange changed = CompactRange.empty();
		for (int i = 0; i < TO; i++) {
			changed.append(this.tree.leaf((i == 3) ? 4 : (i == 4) ? 3 : i));
		}
		assertRejected(FROM, this.fromRoot, TO, changed.root(), this.proof);
	}

	@Test
	void rejectsOtherSizes() {
		for (long from : new long[] { FROM - 1, FROM + 1, FROM ^ 2, 16, 32, TO, TO + 1, 0, -1, Long.MAX_VALUE,
				Long.MIN_VALUE }) {
			assertRejected(from, this.fromRoot, TO, this.toRoot, this.proof);
		}
		for (long to : new long[] { 32, 65, TO * 2, TO / 2, FROM, FROM - 1, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE }) {
			assertRejected(FROM, this.fromRoot, to, this.toRoot, this.proof);
		}
	}

	@Test
	void rejectsOtherRoots() {
		assertRejected(FROM, this.tree.root(FROM + 1), TO, this.toRoot, this.proof);
		assertRejected(FROM, this.fromRoot, TO, this.tree.root(TO - 1), this.proof);
		assertRejected(FROM, this.toRoot, TO, this.fromRoot, this.proof);
		assertRejected(FROM, new byte[0], TO, this.toRoot, this.proof);
		assertRejected(FROM, this.fromRoot, TO, new byte[33], this.proof);
	}

	@Test
	void rejectsEachBitFlipped() {
		for (int bit = 0; bit < 256; bit++) {
			assertRejected(FROM, Damage.flip(this.fromRoot, bit), TO, this.toRoot, this.proof);
			assertRejected(FROM, this.fromRoot, TO, Damage.flip(this.toRoot, bit), this.proof);
			for (int i = 0; i < this.proof.size(); i++) {
				assertRejected(FROM, this.fromRoot, TO, this.toRoot,
						Damage.replace(this.proof, i, Damage.flip(this.proof.get(i), bit)));
			}
		}
	}

	@Test
	void rejectsAHashTooManyTooFewOrOutOfPlace() {
		for (List<byte[]> damaged : Damage.lists(this.proof, this.fromRoot, this.toRoot)) {
			assertRejected(FROM, this.fromRoot, TO, this.toRoot, damaged);
		}
		// Here the earlier root itself begins the way up.
		for (List<byte[]> damaged : Damage.lists(this.tree.proof(16, TO), this.tree.root(16))) {
			assertRejected(16, this.tree.root(16), TO, this.toRoot, damaged);
		}
	}

	@Test
	void rejectsAHashOfAnotherLength() {
		for (int i = 0; i < this.proof.size(); i++) {
			for (int length : new int[] { 0, 31, 33, 64 }) {
				assertRejected(FROM, this.fromRoot, TO, this.toRoot,
						Damage.replace(this.proof, i, Arrays.copyOf(this.proof.get(i), length)));
			}
		}
	}

	@Test
	void isEmptyFromTheTreeWithoutLeavesAndBetweenEqualTrees() {
		assertThat(ConsistencyProof.of(0, 57, this.tree.subtrees())).isEmpty();
		assertThat(ConsistencyProof.of(57, 57, this.tree.subtrees())).isEmpty();
		assertRejected(0, this.fromRoot, TO, this.toRoot, List.of());
		assertRejected(0, this.tree.root(0), TO, this.toRoot, List.of(this.toRoot));
		assertRejected(0, this.tree.root(0), 0, this.toRoot, List.of());
		assertRejected(0, this.toRoot, 0, this.toRoot, List.of());
		assertRejected(TO, this.fromRoot, TO, this.toRoot, List.of());
		assertRejected(TO, this.toRoot, TO, this.toRoot, List.of(this.toRoot));
	}

	@Test
	void repeatsTheNumbers() {
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> ConsistencyProof.verify(58, this.toRoot, 57, this.toRoot, List.of()))
			.withMessage("A tree of 57 leaves did not grow from one of 58: the first size is from 0 to the second");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> ConsistencyProof.verify(-1, this.fromRoot, 57, this.toRoot, this.proof))
			.withMessage("A tree of 57 leaves did not grow from one of -1: the first size is from 0 to the second");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> ConsistencyProof.verify(22, this.fromRoot, 57, this.toRoot, List.of()))
			.withMessage("The consistency proof from 22 to 57 leaves has 0 hashes, but would have 6");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> ConsistencyProof.verify(22, new byte[32], 57, this.toRoot, this.proof))
			.withMessageMatching(
					"The consistency proof from 22 to 57 leaves leads to the earlier root [0-9a-f]{64}, not to 0{64}");
		assertThatExceptionOfType(InvalidProofException.class)
			.isThrownBy(() -> ConsistencyProof.verify(22, this.fromRoot, 57, new byte[32], this.proof))
			.withMessageMatching(
					"The consistency proof from 22 to 57 leaves leads to the later root [0-9a-f]{64}, not to 0{64}");
	}

	@Test
	void isNotMadeBackwards() {
		assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(58, 57, this.tree.subtrees()));
		assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(-1, 57, this.tree.subtrees()))
			.withMessage("A tree of 57 leaves did not grow from one of -1: the first size is from 0 to the second");
	}

	private static void assertRejected(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> hashes) {
		assertThatExceptionOfType(InvalidProofException.class).as("from %d to %d", from, to)
			.isThrownBy(() -> ConsistencyProof.verify(from, fromRoot, to, toRoot, hashes));
	}

}
