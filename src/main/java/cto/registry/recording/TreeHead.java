package cto.registry.recording;

import java.time.Instant;

import cto.registry.merkle.TileFrontier;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log, to which a batch is appended.
 *
 * @param frontier the frontier of the tree over all records; a batch extends it
 * @param submittedAt the time of the last record
 * @param freeze what keeps it from growing now, or null
 */
public record TreeHead(TileFrontier frontier, Instant submittedAt, @Nullable FreezeState freeze) {

	/** The number of records. */
	public long size() {
		return this.frontier.size();
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
