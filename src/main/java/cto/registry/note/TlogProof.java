package cto.registry.note;

import java.util.List;

import cto.registry.merkle.Rfc6962;
import org.jspecify.annotations.Nullable;

/**
 * A proof that an entry is in a log, which needs nothing but the log's key to be checked:
 * C2SP tlog-proof. It is only data; whoever reads one opens the checkpoint, hashes the
 * entry and checks the inclusion proof.
 *
 * @param extra what the application adds, here the entry; not signed by itself
 * @param index the index of the leaf, at least 0
 * @param hashes the inclusion proof, 32 bytes each, the leaf's sibling first
 * @param checkpoint the signed checkpoint, as it is served
 */
public record TlogProof(byte @Nullable [] extra, long index, List<byte[]> hashes, String checkpoint) {

	/** No tree is higher. */
	static final int MAX_HASHES = 63;

	/**
	 * Checks the values, and copies.
	 * @param extra what the application adds, or null
	 * @param index the index of the leaf
	 * @param hashes the inclusion proof
	 * @param checkpoint the signed checkpoint, not empty
	 * @throws IllegalArgumentException where one of them is out of its bounds
	 */
	public TlogProof(byte @Nullable [] extra, long index, List<byte[]> hashes, String checkpoint) {
		if (index < 0) {
			throw new IllegalArgumentException("The index of a leaf is at least 0, not " + index);
		}
		if (hashes.size() > MAX_HASHES || hashes.stream().anyMatch((hash) -> hash.length != Rfc6962.HASH_BYTES)) {
			throw new IllegalArgumentException("An inclusion proof has at most " + MAX_HASHES + " hashes of "
					+ Rfc6962.HASH_BYTES + " bytes, but this one has " + hashes.size() + " of "
					+ hashes.stream().map((hash) -> hash.length).distinct().toList() + " bytes");
		}
		if (checkpoint.isEmpty()) {
			throw new IllegalArgumentException("A proof has the signed checkpoint of its log, not an empty one");
		}
		this.extra = (extra != null) ? extra.clone() : null;
		this.index = index;
		this.hashes = copy(hashes);
		this.checkpoint = checkpoint;
	}

	/**
	 * Reads a proof.
	 * @param text what {@link #text()} writes
	 * @return the proof, of which nothing has been checked but its form
	 * @throws IllegalArgumentException with the number of the line and what should stand
	 * there
	 */
	public static TlogProof parse(String text) {
		return new TlogProofReader(text).read();
	}

	/**
	 * Writes the proof.
	 * @return the text, as in a {@code .tlog-proof} file
	 */
	public String text() {
		StringBuilder text = new StringBuilder(TlogProofReader.VERSION).append('\n');
		if (this.extra != null) {
			text.append(TlogProofReader.EXTRA).append(StandardBase64.encode(this.extra)).append('\n');
		}
		text.append(TlogProofReader.INDEX).append(this.index).append('\n');
		this.hashes.forEach((hash) -> text.append(StandardBase64.encode(hash)).append('\n'));
		return text.append('\n').append(this.checkpoint).toString();
	}

	@Override
	public byte @Nullable [] extra() {
		return (this.extra != null) ? this.extra.clone() : null;
	}

	@Override
	public List<byte[]> hashes() {
		return copy(this.hashes);
	}

	private static List<byte[]> copy(List<byte[]> hashes) {
		return hashes.stream().map(byte[]::clone).toList();
	}

}
