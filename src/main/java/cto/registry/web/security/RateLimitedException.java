package cto.registry.web.security;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A sender posts more than its share.
 */
final class RateLimitedException extends ProblemException {

	private static final long serialVersionUID = 1L;

	private final Duration wait;

	RateLimitedException(int perMinute, Duration wait) {
		this(perMinute, Math.max(1, wait.plusMillis(999).toSeconds()));
	}

	private RateLimitedException(int perMinute, long seconds) {
		super(ProblemType.RATE_LIMITED, String.format(Locale.ROOT,
				"This sender posts more than %d packets a minute, its share; try again in %d s", perMinute, seconds));
		this.wait = Duration.ofSeconds(seconds);
	}

	/** Whole seconds, at least one. */
	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(this.wait);
	}

}
