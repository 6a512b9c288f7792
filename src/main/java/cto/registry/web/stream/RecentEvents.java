package cto.registry.web.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/**
 * The last events of the log, kept once for all readers: each of them reads here at its
 * own place, so a reader costs no buffer of its own. One thread adds, any may read.
 */
final class RecentEvents {

	private final ConcurrentSkipListMap<Long, RecordedEvent> events = new ConcurrentSkipListMap<>();

	private final int mostEvents;

	private final long mostBytes;

	/** Behind this index nothing is missing here. */
	private volatile long floor = StoredEvents.NONE;

	private volatile long end = StoredEvents.NONE;

	private int count;

	private long bytes;

	/**
	 * Keeps nothing yet.
	 * @param mostEvents how many to keep at most
	 * @param mostBytes how many bytes of them to keep at most
	 */
	RecentEvents(int mostEvents, long mostBytes) {
		if (mostEvents < 1 || mostBytes < 1) {
			throw new IllegalArgumentException(
					"would keep " + mostEvents + " events, " + mostBytes + " bytes; must be at least 1");
		}
		this.mostEvents = mostEvents;
		this.mostBytes = mostBytes;
	}

	/** Returns the last index that was added, or skipped to. */
	long end() {
		return this.end;
	}

	/**
	 * Finds the next event. Whoever gets it has to ask {@link #reachBackTo} afterwards:
	 * the one before it may just have been let go.
	 * @param index where the reader is
	 * @return the event with the lowest index above that, or null
	 */
	@Nullable RecordedEvent after(long index) {
		Map.Entry<Long, RecordedEvent> next = this.events.higherEntry(index);
		return (next != null) ? next.getValue() : null;
	}

	/**
	 * Tells whether a reader can go on from here.
	 * @param index where the reader is
	 * @return false when an event behind that index is here no more
	 */
	boolean reachBackTo(long index) {
		return index >= this.floor;
	}

	/**
	 * Adds events, and lets the oldest go.
	 * @param next what follows {@link #end()} in the log
	 */
	void add(List<RecordedEvent> next) {
		for (RecordedEvent event : next) {
			this.events.put(event.index(), event);
			this.end = event.index();
			this.count++;
			this.bytes += event.text().length;
			while (this.count > this.mostEvents || this.bytes > this.mostBytes) {
				letGo();
			}
		}
	}

	/**
	 * Goes on at a later place. What is in between has to be read from the database.
	 * @param index where to go on; nothing happens when that is not ahead of the end
	 */
	void skipTo(long index) {
		if (index > this.end) {
			this.floor = index;
			this.events.clear();
			this.count = 0;
			this.bytes = 0;
			this.end = index;
		}
	}

	/** The floor first: see {@link #after}. */
	private void letGo() {
		RecordedEvent oldest = this.events.values().iterator().next();
		this.floor = oldest.index();
		this.events.remove(oldest.index());
		this.count--;
		this.bytes -= oldest.text().length;
	}

}
