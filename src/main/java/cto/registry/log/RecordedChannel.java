package cto.registry.log;

/**
 * The PostgreSQL channel that every transaction which adds to the log notifies at its
 * commit, so that all instances on the database hear of it. A notification is empty and
 * may get lost: it says when to look, and the table says what there is.
 */
public final class RecordedChannel {

	/** What to {@code LISTEN} to. */
	public static final String NAME = "registry_recorded";

	private RecordedChannel() {
	}

}
