package cto.registry.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list or of the workboard starts. Opaque to clients: URL-safe
 * base64 of the index, a big-endian int64, and the work item in UTF-8.
 *
 * @param workItem on the workboard, at this work item in the order of the database, or
 * the next after it; empty in a list, and at the start of the workboard
 * @param below at records below this log index, at least 0
 */
public record Cursor(String workItem, long below) {

	/** The first page. */
	public static final Cursor START = new Cursor("", Long.MAX_VALUE);

	/**
	 * Checks the index.
	 */
	public Cursor {
		if (below < 0) {
			throw new IllegalArgumentException("below is " + below + ", must be at least 0");
		}
	}

	public static Cursor below(long index) {
		return new Cursor("", index);
	}

	public static Cursor at(String workItem) {
		return new Cursor(workItem, Long.MAX_VALUE);
	}

	/** Whether some of the work item's records came before. */
	public boolean isWithinItem() {
		return this.below < Long.MAX_VALUE;
	}

	/**
	 * Reads a cursor.
	 * @param text what {@link #toString()} wrote
	 * @return the cursor
	 * @throws IllegalArgumentException if it is something else
	 */
	public static Cursor parse(String text) {
		byte[] bytes = Base64.getUrlDecoder().decode(text);
		if (bytes.length < Long.BYTES) {
			throw new IllegalArgumentException("A cursor has at least " + Long.BYTES + " bytes, not " + bytes.length);
		}
		String workItem = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
		if (workItem.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("The work item of a cursor has no NUL");
		}
		return new Cursor(workItem, ByteBuffer.wrap(bytes).getLong());
	}

	@Override
	public String toString() {
		byte[] name = this.workItem.getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(Long.BYTES + name.length).putLong(this.below).put(name).array());
	}

}
