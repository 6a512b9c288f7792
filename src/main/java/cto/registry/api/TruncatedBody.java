package cto.registry.api;

/**
 * A body whose bytes did not all arrive.
 */
final class TruncatedBody extends RuntimeException {

	TruncatedBody() {
		super("the body ended early", null, false, false);
	}

}
