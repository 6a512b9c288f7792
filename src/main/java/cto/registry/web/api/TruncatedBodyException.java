package cto.registry.web.api;

/**
 * A body whose bytes did not all arrive.
 */
final class TruncatedBodyException extends RuntimeException {

	TruncatedBodyException() {
		super("the body ended early", null, false, false);
	}

}
