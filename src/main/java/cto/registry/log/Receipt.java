package cto.registry.log;

import java.util.UUID;

import cto.registry.record.ExecutionRequest;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a packet that has a record: the record exists, committed, at that index.
 *
 * @param logIndex the record's index
 * @param id the record's id
 * @param status 201 when the first answer recorded it, 200 when it was there before
 * @param replayed whether this answer repeats an earlier one
 * @param record the record where it was made just now, so that nobody has to read it
 */
public record Receipt(long logIndex, UUID id, int status, boolean replayed, @Nullable ExecutionRequest record) {

	/** The status of an answer that recorded a packet. */
	public static final int CREATED = 201;

	/** The status of an answer that found the packet recorded. */
	public static final int FOUND = 200;

	static Receipt made(ExecutionRequest record) {
		return new Receipt(record.logIndex(), record.id(), CREATED, false, record);
	}

	static Receipt earlier(long logIndex, UUID id, int status) {
		return new Receipt(logIndex, id, status, true, null);
	}

	/** What is earlier only because its commit was in doubt. */
	Receipt asFirstAnswer() {
		return new Receipt(this.logIndex, this.id, CREATED, false, null);
	}

}
