package cto.registry.workboard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of the board starts. Opaque to clients.
 *
 * @param workItem at this work item, in the order of the database, or the next after it
 * @param below among its records, at those below this log index
 */
public record Position(String workItem, long below) {

	/** The start of the board. */
	public static final Position START = new Position("", Long.MAX_VALUE);

	/**
	 * Checks the index.
	 */
	public Position {
		if (below < 0) {
			throw new IllegalArgumentException("below is " + below + ", must be at least 0");
		}
	}

	static Position startOf(String workItem) {
		return new Position(workItem, Long.MAX_VALUE);
	}

	/** Whether some of the work item's records came before. */
	boolean isWithin() {
		return this.below < Long.MAX_VALUE;
	}

	/**
	 * Reads a position.
	 * @param text what {@link #toString()} wrote
	 * @return the position
	 * @throws IllegalArgumentException where it is something else
	 */
	public static Position parse(String text) {
		byte[] bytes = Base64.getUrlDecoder().decode(text);
		if (bytes.length <= Long.BYTES) {
			throw new IllegalArgumentException("'" + text + "' is no position");
		}
		String workItem = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
		if (workItem.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("'" + text + "' is no position");
		}
		return new Position(workItem, ByteBuffer.wrap(bytes).getLong());
	}

	/**
	 * Writes the position for a URL.
	 * @return URL-safe base64
	 */
	@Override
	public String toString() {
		byte[] name = this.workItem.getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(Long.BYTES + name.length).putLong(this.below).put(name).array());
	}

}
