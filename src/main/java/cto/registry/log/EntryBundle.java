package cto.registry.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a bundle (C2SP tlog-tiles), each behind its length, a big-endian uint16.
 */
public final class EntryBundle {

	private EntryBundle() {
	}

	/**
	 * Takes a bundle apart.
	 * @param bundle its bytes
	 * @return its entries
	 * @throws IllegalArgumentException where it ends within an entry
	 */
	public static List<byte[]> entries(byte[] bundle) {
		List<byte[]> entries = new ArrayList<>();
		ByteBuffer rest = ByteBuffer.wrap(bundle);
		while (rest.hasRemaining()) {
			int length = (rest.remaining() >= Short.BYTES) ? Short.toUnsignedInt(rest.getShort()) : -1;
			if (length < 0 || length > rest.remaining()) {
				throw new IllegalArgumentException("The bundle ends within entry " + entries.size());
			}
			byte[] entry = new byte[length];
			rest.get(entry);
			entries.add(entry);
		}
		return entries;
	}

}
