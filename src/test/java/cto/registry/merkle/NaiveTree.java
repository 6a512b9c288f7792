package cto.registry.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The definitions of RFC 9162 section 2.1 and of C2SP tlog-tiles, written down as they
 * stand there. What was computed once is kept, so that all sizes can be asked for.
 */
final class NaiveTree implements TileReader {

	private final List<byte[]> leaves = new ArrayList<>();

	private final Map<Long, byte[]> known = new HashMap<>();

	static NaiveTree of(int size) {
		NaiveTree tree = new NaiveTree();
		for (int i = 0; i < size; i++) {
			tree.leaves.add(Sha256.of(new byte[] { 0 }, ByteBuffer.allocate(4).putInt(i).array()));
		}
		return tree;
	}

	byte[] leaf(long index) {
		return this.leaves.get((int) index);
	}

	byte[] root(long size) {
		return mth(0, size);
	}

	/** MTH of section 2.1.1, of the leaves from begin to end. */
	byte[] mth(long begin, long end) {
		if (begin == end) {
			return Sha256.of(new byte[0]);
		}
		if (end - begin == 1) {
			return leaf(begin);
		}
		byte[] root = this.known.get(begin << 32 | end);
		if (root == null) {
			long k = largestPowerOfTwoBelow(end - begin);
			root = Sha256.of(new byte[] { 1 }, mth(begin, begin + k), mth(begin + k, end));
			this.known.put(begin << 32 | end, root);
		}
		return root;
	}

	/** PATH of section 2.1.3.1. */
	List<byte[]> path(long index, long size) {
		return path(index, 0, size);
	}

	private List<byte[]> path(long m, long begin, long end) {
		if (end - begin == 1) {
			return List.of();
		}
		long k = largestPowerOfTwoBelow(end - begin);
		return (m < k) ? and(path(m, begin, begin + k), mth(begin + k, end))
				: and(path(m - k, begin + k, end), mth(begin, begin + k));
	}

	/** PROOF of section 2.1.4.1. */
	List<byte[]> proof(long from, long to) {
		return subproof(from, 0, to, true);
	}

	private List<byte[]> subproof(long m, long begin, long end, boolean whole) {
		if (m == end - begin) {
			return whole ? List.of() : List.of(mth(begin, end));
		}
		long k = largestPowerOfTwoBelow(end - begin);
		return (m <= k) ? and(subproof(m, begin, begin + k, whole), mth(begin + k, end))
				: and(subproof(m - k, begin + k, end, false), mth(begin, begin + k));
	}

	/** The tile of tlog-tiles, section Merkle Tree. */
	@Override
	public byte[] read(Tile tile) {
		ByteBuffer hashes = ByteBuffer.allocate(32 * tile.width());
		long span = 1;
		for (int i = 0; i < tile.level(); i++) {
			span *= 256;
		}
		for (int i = 0; i < tile.width(); i++) {
			long n = tile.index() * 256 + i;
			hashes.put(mth(n * span, (n + 1) * span));
		}
		return hashes.array();
	}

	Subtrees subtrees() {
		return (subtree) -> mth(subtree.start(), subtree.end());
	}

	private static long largestPowerOfTwoBelow(long n) {
		long k = 1;
		while (k * 2 < n) {
			k *= 2;
		}
		return k;
	}

	private static List<byte[]> and(List<byte[]> list, byte[] last) {
		List<byte[]> longer = new ArrayList<>(list);
		longer.add(last);
		return longer;
	}

}
