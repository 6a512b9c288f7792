package cto.registry.web.api;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where the next page starts: below this log index. Opaque to clients.
 *
 * @param below a log index, at least 0
 */
record Cursor(long below) {

	/** The start of the list. */
	static final Cursor NEWEST = new Cursor(Long.MAX_VALUE);

	Cursor {
		if (below < 0) {
			throw new IllegalArgumentException("below is " + below + ", must be at least 0");
		}
	}

	static Cursor parse(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			if (bytes.length == Long.BYTES) {
				return new Cursor(ByteBuffer.wrap(bytes).getLong());
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		throw new InvalidParameterException(
				"cursor is none that this service gave; take next_cursor of the page before, as it is");
	}

	@Override
	public String toString() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(this.below).array());
	}

}
