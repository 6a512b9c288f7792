package cto.registry.cli;

/**
 * What a command was given is not what it must be: exit code 1.
 */
final class RefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Says in a sentence or two what is wrong and what would be right. */
	RefusedException(String message) {
		super(message, null, false, false);
	}

}
