package cto.registry.log;

import java.util.UUID;

/**
 * The answer to a packet that has a record: the record exists, committed, at that index.
 *
 * @param logIndex the record's index
 * @param id the record's id
 * @param status 201 when the first answer recorded it, 200 when it was there before
 * @param replayed whether this answer repeats an earlier one
 */
public record Receipt(long logIndex, UUID id, int status, boolean replayed) {

	/** The status of an answer that recorded a packet. */
	public static final int CREATED = 201;

	/** The status of an answer that found the packet recorded. */
	public static final int FOUND = 200;

}
