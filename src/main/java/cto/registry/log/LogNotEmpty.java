package cto.registry.log;

/**
 * A log that has records cannot take in those of another.
 */
public final class LogNotEmpty extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LogNotEmpty(long size) {
		super("The registry has " + size + " records already; an import needs an empty one, as its records keep "
				+ "their indices.", null, false, false);
	}

}
