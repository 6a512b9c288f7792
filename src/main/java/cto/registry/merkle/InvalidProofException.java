package cto.registry.merkle;

/**
 * A proof that does not prove what it is for. The message repeats its numbers; whoever
 * asked for the check must not go on as if it had passed.
 */
public final class InvalidProofException extends RuntimeException {

	InvalidProofException(String message) {
		super(message, null, false, false);
	}

}
