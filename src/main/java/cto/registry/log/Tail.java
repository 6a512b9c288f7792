package cto.registry.log;

import java.time.Instant;

import cto.registry.merkle.RightEdge;
import org.jspecify.annotations.Nullable;

/**
 * Where the log ends, and what it grows from.
 *
 * @param edge the right edge of the tree over all records; grows with the batch
 * @param submittedAt the time of the last record
 * @param freeze what keeps it from growing now, or null
 */
record Tail(RightEdge edge, Instant submittedAt, @Nullable Freeze freeze) {

	/** The number of records. */
	long size() {
		return this.edge.size();
	}

	/**
	 * Refuses while recording is frozen.
	 * @throws IntakeFrozen when it is
	 */
	void requireThawed() {
		if (this.freeze != null) {
			throw new IntakeFrozen(this.freeze);
		}
	}

}
