package cto.registry.web.api;

import java.time.Duration;

/**
 * A body that does not arrive in time.
 */
final class BodyTimeoutException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration limit;

	BodyTimeoutException(Duration limit) {
		super("The body is too slow", null, false, false);
		this.limit = limit;
	}

	Duration limit() {
		return this.limit;
	}

}
