package cto.registry.record;

/**
 * A row that cannot be a record, such as one without a time.
 */
public final class UnreadableRowException extends RuntimeException {

	private final long logIndex;

	UnreadableRowException(long logIndex, RuntimeException cause) {
		super("the row cannot be a record: " + cause.getMessage(), cause);
		this.logIndex = logIndex;
	}

	/**
	 * Returns where it is.
	 * @return its log index
	 */
	public long logIndex() {
		return this.logIndex;
	}

}
