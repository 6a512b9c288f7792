package cto.registry.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The proof that a tree only grew: RFC 9162 section 2.1.4. It is empty where the first
 * size is 0, since every tree begins with no leaves, and where both sizes are equal.
 */
public final class ConsistencyProof {

	private ConsistencyProof() {
	}

	/**
	 * Makes the proof (section 2.1.4.1).
	 * @param from the size of the earlier tree, {@code 0 <= from <= to}
	 * @param to the size of the later tree
	 * @param hashes the later tree
	 * @return the hashes, 32 bytes each, 64 at most
	 * @throws IllegalArgumentException where {@code from} is not from 0 to {@code to}
	 */
	public static List<byte[]> of(long from, long to, Subtrees hashes) {
		if (from < 0 || from > to) {
			throw new IllegalArgumentException(notEarlier(from, to));
		}
		List<byte[]> proof = new ArrayList<>();
		if (from > 0) {
			add(proof, from, 0, to, hashes);
		}
		return proof;
	}

	/** SUBPROOF, whose flag is true as long as the range begins at the first leaf. */
	private static void add(List<byte[]> proof, long from, long begin, long end, Subtrees hashes) {
		if (from == end) {
			if (begin > 0) {
				proof.add(hashes.root(begin, end));
			}
			return;
		}
		long split = begin + Rfc6962.split(end - begin);
		if (from <= split) {
			add(proof, from, begin, split, hashes);
			proof.add(hashes.root(split, end));
		}
		else {
			add(proof, from, split, end, hashes);
			proof.add(hashes.root(begin, split));
		}
	}

	/**
	 * Checks the proof (section 2.1.4.2).
	 * @param from the size of the earlier tree, {@code 0 <= from <= to}
	 * @param fromRoot its root, 32 bytes
	 * @param to the size of the later tree
	 * @param toRoot its root, 32 bytes
	 * @param hashes the proof
	 * @throws InvalidProofException where it does not prove that the later tree begins
	 * with all leaves of the earlier one, in their order
	 */
	public static void verify(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> hashes) {
		if (from < 0 || from > to) {
			throw new InvalidProofException(notEarlier(from, to));
		}
		String proof = "The consistency proof from " + from + " to " + to + " leaves";
		ProofHashes.check(proof, hashes, length(from, to), fromRoot, toRoot);
		checkEmpty(from, fromRoot);
		checkEmpty(to, toRoot);
		if (from == 0) {
			return;
		}
		boolean complete = from == to || Long.bitCount(from) == 1;
		// The roots of both trees, from the largest subtree at the end of the earlier
		// one.
		byte[] earlier = complete ? fromRoot : hashes.get(0);
		byte[] later = earlier;
		int level = Long.numberOfTrailingZeros(from);
		long node = (from - 1) >> level;
		long last = (to - 1) >> level;
		for (byte[] sibling : complete ? hashes : hashes.subList(1, hashes.size())) {
			if (node == last) {
				// The last node of a level with nothing beside it stands for its parent
				// too.
				int alone = Long.numberOfTrailingZeros(node);
				node >>= alone;
				last >>= alone;
			}
			if ((node & 1) == 1) {
				earlier = Rfc6962.nodeHash(sibling, earlier);
				later = Rfc6962.nodeHash(sibling, later);
			}
			else {
				later = Rfc6962.nodeHash(later, sibling);
			}
			node >>= 1;
			last >>= 1;
		}
		check(proof, "earlier", earlier, fromRoot);
		check(proof, "later", later, toRoot);
	}

	private static int length(long from, long to) {
		if (from == 0 || from == to) {
			return 0;
		}
		int level = Long.numberOfTrailingZeros(from);
		long node = (from - 1) >> level;
		int meet = Long.SIZE - Long.numberOfLeadingZeros(node ^ ((to - 1) >> level));
		return ((Long.bitCount(from) == 1) ? 0 : 1) + meet + Long.bitCount(node >> meet);
	}

	private static void checkEmpty(long size, byte[] root) {
		if (size == 0) {
			check("The tree of 0 leaves", "only", Rfc6962.emptyRoot(), root);
		}
	}

	private static void check(String proof, String which, byte[] actual, byte[] root) {
		if (!Arrays.equals(actual, root)) {
			throw new InvalidProofException(proof + " leads to the " + which + " root "
					+ HexFormat.of().formatHex(actual) + ", not to " + HexFormat.of().formatHex(root));
		}
	}

	private static String notEarlier(long from, long to) {
		return "A tree of " + to + " leaves did not grow from one of " + from
				+ ": the first size is from 0 to the second";
	}

}
