package cto.registry.log;

/**
 * What the database holds does not add up to the tree that was signed. The audit command
 * names what differs.
 */
public final class LogInconsistentException extends RuntimeException {

	/**
	 * Names the place.
	 * @param message where it does not add up
	 */
	public LogInconsistentException(String message) {
		super(message);
	}

}
