package cto.registry.web.stream;

import java.util.ArrayList;
import java.util.List;

import cto.registry.record.ExecutionRequest;
import cto.registry.record.ExecutionRequests;
import cto.registry.record.RecordJson;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * The events of all records, from the database, a page at a time. A connection is in use
 * only while a page is read.
 */
@Component
class StoredEvents {

	/** Where a log without records ends, and what comes before the first record. */
	static final long NONE = -1;

	/** Rarely more than 64 KiB; {@link #PAGE_BYTES} and one event more at most. */
	static final int PAGE = 32;

	/** Each reader that is behind holds one page, however slowly it reads. */
	static final int PAGE_BYTES = 256 * 1024;

	private static final Limit LIMIT = Limit.of(PAGE);

	private final ExecutionRequests records;

	private final RecordJson json;

	StoredEvents(ExecutionRequests records, RecordJson json) {
		this.records = records;
		this.json = json;
	}

	/**
	 * Reads on. Indices have no gap and are committed in their order, so nothing can
	 * appear later before what this returns.
	 * @param index a log index, or {@link #NONE}
	 * @return the events behind it, in the order of the log: up to {@link #PAGE}, and at
	 * least one where there is one
	 */
	List<RecordedEvent> after(long index) {
		List<RecordedEvent> page = new ArrayList<>(PAGE);
		int bytes = 0;
		for (ExecutionRequest record : this.records.findByLogIndexGreaterThanOrderByLogIndex(index, LIMIT)) {
			RecordedEvent event = RecordedEvent.of(record.logIndex(), this.json.write(record));
			page.add(event);
			bytes += event.text().length;
			if (bytes >= PAGE_BYTES) {
				break;
			}
		}
		return page;
	}

	/** Tells whether a page ended because it was full, and not because the log did. */
	static boolean isFull(List<RecordedEvent> page) {
		return page.size() == PAGE || page.stream().mapToInt((event) -> event.text().length).sum() >= PAGE_BYTES;
	}

	/** Returns the index of the last record, or {@link #NONE}. */
	long end() {
		return this.records.findLastLogIndex().orElse(NONE);
	}

}
