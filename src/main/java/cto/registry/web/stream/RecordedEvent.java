package cto.registry.web.stream;

import java.nio.charset.StandardCharsets;

/**
 * A record as one event of the stream (HTML standard, section 9.2.5). All readers are
 * sent the same array, so nobody changes it.
 *
 * @param index the record's log index, which is the event's id
 * @param text the lines, with the empty one that ends them
 */
record RecordedEvent(long index, byte[] text) {

	private static final byte[] END = { '\n', '\n' };

	RecordedEvent {
		if (index < 0 || text.length < END.length) {
			throw new IllegalArgumentException("index is " + index + ", must be at least 0; the text has " + text.length
					+ " bytes, must be lines that end");
		}
	}

	/**
	 * Makes the event of a record.
	 * @param index its log index
	 * @param json the record; in JSON no line ends within a string (RFC 8259 section 7)
	 * @return the event
	 */
	static RecordedEvent of(long index, byte[] json) {
		byte[] head = ("event: recorded\nid: " + index + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
		byte[] text = new byte[head.length + json.length + END.length];
		System.arraycopy(head, 0, text, 0, head.length);
		System.arraycopy(json, 0, text, head.length, json.length);
		System.arraycopy(END, 0, text, head.length + json.length, END.length);
		return new RecordedEvent(index, text);
	}

}
