package cto.registry.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What one reader is to be sent, text by text: events as its position has them, and
 * heartbeats while there is none. Heartbeats and pages may come from any thread; the rest
 * is called under the stream's lock.
 */
final class EventWriter {

	/** A comment, which readers ignore. */
	private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] NOTHING = {};

	private final StreamPosition position;

	private final LongConsumer pages;

	private final AtomicBoolean heartbeat = new AtomicBoolean();

	private volatile @Nullable List<RecordedEvent> page;

	private byte[] text = NOTHING;

	private int sent;

	private boolean pageAsked;

	private boolean deadEnd;

	/**
	 * Begins.
	 * @param position where the reader is
	 * @param pages is asked for the page behind an index, once at a time
	 */
	EventWriter(StreamPosition position, LongConsumer pages) {
		this.position = position;
		this.pages = pages;
	}

	void addHeartbeat() {
		this.heartbeat.set(true);
	}

	void deliver(List<RecordedEvent> events) {
		this.page = events;
	}

	/**
	 * Writes a piece.
	 * @param most how many bytes at most
	 * @param more whether to begin with another text when one has been sent
	 * @return how many bytes were written; 0 when there is nothing, or most is 0
	 */
	int writeTo(OutputStream out, int most, boolean more) throws IOException {
		if (this.sent == this.text.length && more) {
			this.text = next();
			this.sent = 0;
		}
		int length = Math.min(this.text.length - this.sent, most);
		if (length > 0) {
			out.write(this.text, this.sent, length);
			this.sent += length;
		}
		return length;
	}

	/** Returns the log index of the last event that was begun with. */
	long index() {
		return this.position.index();
	}

	/**
	 * Tells whether the reader kept up once, and then lagged by more than the buffer
	 * holds.
	 */
	boolean hasFallenBehind() {
		return this.position.hasFallenBehind();
	}

	/** Tells whether the database no longer has what was to come next. */
	boolean isAtADeadEnd() {
		return this.deadEnd;
	}

	private byte[] next() {
		List<RecordedEvent> delivered = this.page;
		if (delivered != null) {
			this.page = null;
			this.pageAsked = false;
			this.position.add(delivered);
			this.deadEnd = delivered.isEmpty();
		}
		if (this.deadEnd) {
			return NOTHING;
		}
		RecordedEvent event = this.position.next();
		if (event != null) {
			return event.text();
		}
		if (!this.pageAsked && this.position.needsPage()) {
			this.pageAsked = true;
			this.pages.accept(this.position.index());
		}
		return this.heartbeat.getAndSet(false) ? HEARTBEAT : NOTHING;
	}

}
