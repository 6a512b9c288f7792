package cto.registry.note;

import java.util.Arrays;

import cto.registry.merkle.Rfc6962;
import cto.registry.text.Excerpt;

/**
 * The state of a log at one size: C2SP tlog-checkpoint, without extension lines.
 *
 * @param origin which log it is of; not empty, no control character
 * @param size how many leaves its tree has, at least 0
 * @param root the root of that tree, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {

	/** The form of a number, in words. */
	static final String NUMBER = "a number from 0 to " + Long.MAX_VALUE + " in ASCII digits without leading zeros";

	private static final String RIGHT = "A checkpoint is three lines, each with a newline: the origin of the log, the size of"
			+ " the tree in decimal, and the base64 of the 32 bytes of its root";

	/**
	 * Checks the values, and copies.
	 * @throws IllegalArgumentException where one of them is out of its bounds
	 */
	public Checkpoint {
		if (origin.isEmpty() || origin.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException(
					"The origin of a checkpoint is one line without control characters, not " + Excerpt.quoted(origin));
		}
		if (size < 0) {
			throw new IllegalArgumentException("The size of a checkpoint is at least 0, not " + size);
		}
		if (root.length != Rfc6962.HASH_BYTES) {
			throw new IllegalArgumentException(
					"The root of a checkpoint has " + Rfc6962.HASH_BYTES + " bytes, not " + root.length);
		}
		root = root.clone();
	}

	/**
	 * Reads the text of a checkpoint.
	 * @param text what {@link #text()} writes; nothing else is taken, so that each
	 * checkpoint has one text
	 * @return the checkpoint
	 * @throws IllegalArgumentException with a sentence that says what would be right
	 */
	public static Checkpoint parse(String text) {
		String[] lines = text.split("\n", -1);
		if (lines.length != 4 || !lines[3].isEmpty()) {
			throw new IllegalArgumentException(RIGHT + "; this text has " + (lines.length - 1) + " newlines"
					+ (text.endsWith("\n") ? "" : " and does not end in one"));
		}
		return new Checkpoint(lines[0], size(lines[1]), root(lines[2]));
	}

	private static long size(String line) {
		try {
			return number(line);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					RIGHT + "; the second line should be " + NUMBER + ", not " + Excerpt.quoted(line), ex);
		}
	}

	private static byte[] root(String line) {
		try {
			return StandardBase64.decode(line);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(RIGHT + "; the third line is no base64: " + Excerpt.quoted(line), ex);
		}
	}

	/**
	 * Writes the text that is signed.
	 * @return three lines, each with its newline
	 */
	public String text() {
		return this.origin + "\n" + this.size + "\n" + StandardBase64.encode(this.root) + "\n";
	}

	@Override
	public byte[] root() {
		return this.root.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Checkpoint checkpoint && this.origin.equals(checkpoint.origin)
				&& this.size == checkpoint.size && Arrays.equals(this.root, checkpoint.root);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.root);
	}

	/**
	 * Reads a number as the C2SP formats write it.
	 * @throws NumberFormatException if it is not written like that
	 */
	static long number(String text) {
		if (!text.matches("0|[1-9][0-9]{0,18}")) {
			throw new NumberFormatException("not " + NUMBER);
		}
		return Long.parseLong(text);
	}

}
