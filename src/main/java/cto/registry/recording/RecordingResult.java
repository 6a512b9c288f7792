package cto.registry.recording;

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
public record RecordingResult(long logIndex, UUID id, int status, boolean replayed, @Nullable ExecutionRequest record) {

	/** The status of an answer that recorded a packet. */
	public static final int CREATED = 201;

	/** The status of an answer that found the packet recorded. */
	public static final int FOUND = 200;

	static RecordingResult made(ExecutionRequest record) {
		return new RecordingResult(record.logIndex(), record.id(), CREATED, false, record);
	}

	static RecordingResult earlier(long logIndex, UUID id, int status) {
		return new RecordingResult(logIndex, id, status, true, null);
	}

	/** What is earlier only because its commit was in doubt. */
	RecordingResult asFirstAnswer() {
		return new RecordingResult(this.logIndex, this.id, CREATED, false, null);
	}

}
