package cto.registry.observability;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What was last seen of the database.
 *
 * @param at when it answered
 * @param records the records in it
 * @param lastRecordAt when the last one was submitted, or null where there is none
 * @param treeSize the records in the last tree that was signed
 * @param readOnly whether it can only be read
 * @param frozen whether the operator froze recording
 */
record DatabaseSnapshot(Instant at, long records, @Nullable Instant lastRecordAt, long treeSize, boolean readOnly,
		boolean frozen) {

}
