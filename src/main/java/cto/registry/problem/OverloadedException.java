package cto.registry.problem;

import java.time.Duration;
import java.util.Optional;

/**
 * More than there is room for: this one was turned away and nothing of it is kept.
 */
public final class OverloadedException extends ProblemException {

	/** Turns a packet away. */
	public OverloadedException() {
		this("Too many packets are on their way in; nothing of this one was kept");
	}

	/**
	 * Turns somebody away.
	 * @param detail says what there is too much of
	 */
	public OverloadedException(String detail) {
		super(ProblemType.OVERLOADED, detail);
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(5));
	}

}
