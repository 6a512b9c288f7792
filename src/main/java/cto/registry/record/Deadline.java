package cto.registry.record;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import cto.registry.problem.OverloadedException;

/**
 * When a search has to be done.
 */
final class Deadline {

	private final Duration timeout;

	private final long end;

	Deadline(Duration timeout) {
		this.timeout = timeout;
		this.end = System.nanoTime() + timeout.toNanos();
	}

	/**
	 * Returns how much time is left.
	 * @return whole seconds, rounded up, at least 1
	 * @throws OverloadedException when none is left
	 */
	int seconds() {
		long left = this.end - System.nanoTime();
		if (left <= 0) {
			throw new OverloadedException("The search took longer than " + this.timeout.toSeconds()
					+ " s and was ended. Try again later, or with a filter beside q");
		}
		return (int) (1 + left / TimeUnit.SECONDS.toNanos(1));
	}

}
