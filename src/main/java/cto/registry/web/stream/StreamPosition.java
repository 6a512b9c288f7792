package cto.registry.web.stream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Where a reader is in the log, and what comes next for it: from a page that was read
 * from the database for it, as long as it is behind, and then from the recent events.
 * Every index comes once and in order, because only what is above the last one comes.
 */
final class StreamPosition {

	private final RecentEvents events;

	private final Queue<RecordedEvent> page = new ArrayDeque<>();

	private long index;

	private boolean caughtUp;

	/**
	 * Begins.
	 * @param events what all readers share
	 * @param index the last event that the reader has, or -1
	 */
	StreamPosition(RecentEvents events, long index) {
		this.events = events;
		this.index = index;
	}

	/** Returns the index of the last event that was taken. */
	long index() {
		return this.index;
	}

	/**
	 * Takes the next event.
	 * @return the event, or null: there is none yet, or {@link #needsPage()}
	 */
	@Nullable RecordedEvent next() {
		RecordedEvent next = this.page.poll();
		if (next == null) {
			next = this.events.after(this.index);
			this.caughtUp = this.events.reachBackTo(this.index);
			if (!this.caughtUp) {
				return null;
			}
		}
		if (next != null) {
			this.index = next.index();
		}
		return next;
	}

	/** Tells whether the next event has to come from the database. */
	boolean needsPage() {
		return this.page.isEmpty() && !this.events.reachBackTo(this.index);
	}

	/** Tells whether the reader kept up once, and then fell behind the recent events. */
	boolean hasFallenBehind() {
		return this.caughtUp && needsPage();
	}

	/**
	 * Takes a page.
	 * @param next what follows {@link #index()} in the log
	 */
	void add(List<RecordedEvent> next) {
		this.page.addAll(next);
	}

}
