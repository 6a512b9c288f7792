package cto.registry.api;

import java.time.Duration;

/**
 * A body that does not arrive in time.
 */
final class BodyTooSlow extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration limit;

	BodyTooSlow(Duration limit) {
		super("The body is too slow", null, false, false);
		this.limit = limit;
	}

	Duration limit() {
		return this.limit;
	}

}
