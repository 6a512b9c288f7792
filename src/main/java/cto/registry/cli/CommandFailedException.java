package cto.registry.cli;

/**
 * A command cannot do what it is asked to, as things are: exit code 2.
 */
final class CommandFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Says in a sentence or two what is wrong and what would be right. */
	CommandFailedException(String message) {
		super(message, null, false, false);
	}

}
