package cto.registry.note;

import java.util.ArrayList;
import java.util.List;

import cto.registry.merkle.Rfc6962;
import cto.registry.text.Excerpt;

/**
 * Reads the lines of a tlog-proof, one after the other.
 */
final class TlogProofReader {

	static final String VERSION = "c2sp.org/tlog-proof@v1";

	static final String EXTRA = "extra ";

	static final String INDEX = "index ";

	private final String text;

	private int position;

	private int number;

	TlogProofReader(String text) {
		this.text = text;
	}

	TlogProof read() {
		String line = next();
		if (!line.equals(VERSION)) {
			throw wrong("'" + VERSION + "'", line);
		}
		line = next();
		byte[] extra = null;
		if (line.startsWith(EXTRA)) {
			extra = base64(line, line.substring(EXTRA.length()), "'" + EXTRA + "' and base64");
			line = next();
		}
		long index = index(line);
		List<byte[]> hashes = new ArrayList<>();
		for (line = next(); !line.isEmpty(); line = next()) {
			hashes.add(hash(line, hashes.size()));
		}
		if (this.position == this.text.length()) {
			this.number++;
			throw wrong("the checkpoint", "");
		}
		return new TlogProof(extra, index, hashes, this.text.substring(this.position));
	}

	private String next() {
		int end = this.text.indexOf('\n', this.position);
		this.number++;
		if (end < 0) {
			throw new IllegalArgumentException("Line " + this.number
					+ " of the proof should end in a newline, but the text" + " ends there: it was cut");
		}
		String line = this.text.substring(this.position, end);
		this.position = end + 1;
		return line;
	}

	private long index(String line) {
		try {
			if (line.startsWith(INDEX)) {
				return Checkpoint.number(line.substring(INDEX.length()));
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw wrong("'" + INDEX + "' and " + Checkpoint.NUMBER, line);
	}

	private byte[] hash(String line, int before) {
		String right = "the base64 of a hash of " + Rfc6962.HASH_BYTES + " bytes, or empty before the checkpoint";
		byte[] hash = base64(line, line, right);
		if (hash.length != Rfc6962.HASH_BYTES) {
			throw wrong(right, line);
		}
		if (before == TlogProof.MAX_HASHES) {
			throw wrong("empty after " + TlogProof.MAX_HASHES + " hashes, as no tree is higher", line);
		}
		return hash;
	}

	private byte[] base64(String line, String base64, String right) {
		try {
			return StandardBase64.decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw wrong(right, line);
		}
	}

	private IllegalArgumentException wrong(String right, String line) {
		return new IllegalArgumentException(
				"Line " + this.number + " of the proof should be " + right + ", not " + Excerpt.quoted(line));
	}

}
