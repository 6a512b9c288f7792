package cto.registry.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The proof that a leaf is in a tree: RFC 9162 section 2.1.3. Its hashes are those of the
 * subtrees beside the way from the leaf to the root, the leaf's sibling first.
 */
public final class InclusionProof {

	private InclusionProof() {
	}

	/**
	 * Makes the proof (section 2.1.3.1).
	 * @param index the leaf, {@code 0 <= index < size}
	 * @param size how many leaves the tree has
	 * @param hashes the tree
	 * @return the hashes, 32 bytes each, 63 at most
	 * @throws IllegalArgumentException where there is no such leaf
	 */
	public static List<byte[]> of(long index, long size, Subtrees hashes) {
		if (index < 0 || index >= size) {
			throw new IllegalArgumentException(noSuchLeaf(index, size));
		}
		List<byte[]> proof = new ArrayList<>();
		add(proof, index, 0, size, hashes);
		return proof;
	}

	private static void add(List<byte[]> proof, long index, long begin, long end, Subtrees hashes) {
		if (end - begin == 1) {
			return;
		}
		long split = begin + Rfc6962.split(end - begin);
		if (index < split) {
			add(proof, index, begin, split, hashes);
			proof.add(hashes.root(split, end));
		}
		else {
			add(proof, index, split, end, hashes);
			proof.add(hashes.root(begin, split));
		}
	}

	/**
	 * Checks the proof (section 2.1.3.2). Trees of some sizes have the same shape around
	 * a leaf, so size and root have to be trusted together: take both from one signed
	 * checkpoint.
	 * @param index the leaf, {@code 0 <= index < size}
	 * @param size how many leaves the tree has
	 * @param leafHash the leaf's hash, 32 bytes
	 * @param hashes the proof
	 * @param root the root of the tree, 32 bytes
	 * @throws InvalidProofException where it does not prove that this leaf has this index
	 * in the tree of this size and root
	 */
	public static void verify(long index, long size, byte[] leafHash, List<byte[]> hashes, byte[] root) {
		if (index < 0 || index >= size) {
			throw new InvalidProofException(noSuchLeaf(index, size));
		}
		String proof = "The inclusion proof of leaf " + index + " in a tree of " + size;
		ProofHashes.check(proof, hashes, length(index, size), leafHash, root);
		long node = index;
		long last = size - 1;
		byte[] hash = leafHash;
		for (byte[] sibling : hashes) {
			if (node == last) {
				// The last node of a level with nothing beside it stands for its parent
				// too.
				int alone = Long.numberOfTrailingZeros(node);
				node >>= alone;
				last >>= alone;
			}
			hash = ((node & 1) == 1) ? Rfc6962.nodeHash(sibling, hash) : Rfc6962.nodeHash(hash, sibling);
			node >>= 1;
			last >>= 1;
		}
		if (!Arrays.equals(hash, root)) {
			throw new InvalidProofException(proof + " leads to the root " + HexFormat.of().formatHex(hash) + ", not to "
					+ HexFormat.of().formatHex(root));
		}
	}

	/**
	 * A sibling for each level up to where the ways of this leaf and the last one meet;
	 * above, only on the left, where the way goes up from the right.
	 */
	private static int length(long index, long size) {
		int meet = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
		return meet + Long.bitCount(index >> meet);
	}

	private static String noSuchLeaf(long index, long size) {
		return "There is no leaf " + index + " in a tree of " + size
				+ ((size > 0) ? ": the last is " + (size - 1) : "");
	}

}
