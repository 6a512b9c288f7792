package cto.registry.recording;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import cto.registry.problem.OverloadedException;

/**
 * Limits how many packets are validated at once. A hostile megabyte becomes up to a
 * hundred megabytes of objects, so memory bounds the permits; more than four for each
 * processor would gain nothing.
 */
final class ValidationBulkhead {

	private static final long BYTES_EACH = 128L << 20;

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(5);

	private final Semaphore permits;

	private final Duration timeout;

	ValidationBulkhead() {
		this(permits(), ACQUIRE_TIMEOUT);
	}

	ValidationBulkhead(int permits, Duration timeout) {
		this.permits = new Semaphore(permits, true);
		this.timeout = timeout;
	}

	/** Takes a permit; the caller releases it in the end. */
	void acquire() {
		try {
			if (this.permits.tryAcquire(this.timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new OverloadedException();
	}

	void release() {
		this.permits.release();
	}

	private static int permits() {
		Runtime runtime = Runtime.getRuntime();
		long roomy = runtime.maxMemory() / BYTES_EACH;
		return (int) Math.max(2, Math.min(roomy, 4L * runtime.availableProcessors()));
	}

}
