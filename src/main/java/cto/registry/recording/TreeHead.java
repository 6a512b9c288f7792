package cto.registry.recording;

import java.time.Instant;

import cto.registry.merkle.TileFrontier;
import org.jspecify.annotations.Nullable;

/**
 * Where the log ends, and what it grows from.
 *
 * @param edge the right edge of the tree over all records; grows with the batch
 * @param submittedAt the time of the last record
 * @param freeze what keeps it from growing now, or null
 */
public record TreeHead(TileFrontier edge, Instant submittedAt, @Nullable Freeze freeze) {

	/** The number of records. */
	public long size() {
		return this.edge.size();
	}

	/**
	 * Refuses while recording is frozen.
	 * @throws RecordingFrozenException when it is
	 */
	void requireThawed() {
		if (this.freeze != null) {
			throw new RecordingFrozenException(this.freeze);
		}
	}

}
