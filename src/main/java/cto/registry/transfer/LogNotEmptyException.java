package cto.registry.transfer;

/**
 * A log that has records cannot take in those of another.
 */
public final class LogNotEmptyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LogNotEmptyException(long size) {
		super("The registry has " + size + " records already; an import needs an empty one, as its records keep "
				+ "their indices.", null, false, false);
	}

}
