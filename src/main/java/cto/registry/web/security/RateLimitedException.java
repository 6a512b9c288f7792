package cto.registry.web.security;

import java.time.Duration;

/**
 * A sender posts more than its share.
 */
public final class RateLimitedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int perMinute;

	private final Duration wait;

	RateLimitedException(int perMinute, Duration wait) {
		super("A sender posts more than its share", null, false, false);
		this.perMinute = perMinute;
		this.wait = wait;
	}

	/**
	 * Returns the share.
	 * @return packets a minute
	 */
	public int perMinute() {
		return this.perMinute;
	}

	/**
	 * Says when there is room for one more.
	 * @return whole seconds, at least one
	 */
	public long retryAfterSeconds() {
		return Math.max(1, this.wait.plusMillis(999).toSeconds());
	}

}
