package cto.registry.stream;

import java.util.List;

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

	/** Rarely more than 64 KiB, and never more than 16 MiB. */
	static final int PAGE = 32;

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
	 * @return up to {@link #PAGE} events behind it, in the order of the log
	 */
	List<RecordedEvent> after(long index) {
		return this.records.findByLogIndexGreaterThanOrderByLogIndex(index, LIMIT)
			.stream()
			.map((record) -> RecordedEvent.of(record.logIndex(), this.json.write(record)))
			.toList();
	}

	/** Returns the index of the last record, or {@link #NONE}. */
	long end() {
		return this.records.findLastLogIndex().orElse(NONE);
	}

}
