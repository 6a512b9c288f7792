package cto.registry.log;

import java.time.Instant;

import cto.registry.merkle.RightEdge;

/**
 * Where the log ends, and what it grows from.
 *
 * @param edge the right edge of the tree over all records; grows with the batch
 * @param submittedAt the time of the last record
 */
record Tail(RightEdge edge, Instant submittedAt) {

	/** The number of records. */
	long size() {
		return this.edge.size();
	}

}
