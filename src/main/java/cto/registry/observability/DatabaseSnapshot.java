package cto.registry.observability;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What was last seen of the database.
 *
 * @param at when it answered
 * @param records the records in it
 * @param lastRecordAt when the last one was submitted, or null where there is none
 * @param treeSize the records in the last tree that was signed
 * @param unsignedRows rows after the last tree that was signed
 * @param notifyQueue how full PostgreSQL's queue of notifications is, 0 to 1
 * @param readOnly whether it can only be read
 * @param frozen whether the operator froze recording
 * @param lock the transaction that has the log's lock, or null for none
 * @param lockedSince when that one was first seen with it, or the time of the snapshot
 */
record DatabaseSnapshot(Instant at, long records, @Nullable Instant lastRecordAt, long treeSize, long unsignedRows,
		double notifyQueue, boolean readOnly, boolean frozen, @Nullable String lock, Instant lockedSince) {

	/**
	 * The seconds for which one transaction has had the log's lock, as far as was seen.
	 */
	double lockedSeconds() {
		return Duration.between(this.lockedSince, this.at).toMillis() / 1000.0;
	}

}
