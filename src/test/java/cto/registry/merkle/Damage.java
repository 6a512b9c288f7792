package cto.registry.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Ways to damage a proof.
 */
final class Damage {

	private Damage() {
	}

	static byte[] flip(byte[] hash, int bit) {
		byte[] flipped = hash.clone();
		flipped[bit / 8] ^= (byte) (1 << (bit % 8));
		return flipped;
	}

	static List<byte[]> replace(List<byte[]> proof, int position, byte[] hash) {
		List<byte[]> replaced = new ArrayList<>(proof);
		replaced.set(position, hash);
		return replaced;
	}

	/**
	 * A hash dropped, doubled or added at each position, any two swapped, all reversed.
	 */
	static List<List<byte[]>> lists(List<byte[]> proof, byte[]... added) {
		List<List<byte[]>> damaged = new ArrayList<>();
		for (int i = 0; i <= proof.size(); i++) {
			List<byte[]> padded = new ArrayList<>(proof);
			padded.add(i, new byte[32]);
			damaged.add(padded);
			for (byte[] hash : added) {
				List<byte[]> longer = new ArrayList<>(proof);
				longer.add(i, hash);
				damaged.add(longer);
			}
		}
		for (int i = 0; i < proof.size(); i++) {
			List<byte[]> shorter = new ArrayList<>(proof);
			byte[] dropped = shorter.remove(i);
			damaged.add(shorter);
			List<byte[]> doubled = new ArrayList<>(proof);
			doubled.add(i, dropped);
			damaged.add(doubled);
			for (int j = 0; j < i; j++) {
				List<byte[]> swapped = new ArrayList<>(proof);
				Collections.swap(swapped, i, j);
				damaged.add(swapped);
			}
		}
		List<byte[]> reversed = new ArrayList<>(proof);
		Collections.reverse(reversed);
		damaged.add(reversed);
		damaged.add(List.of());
		return damaged;
	}

}
