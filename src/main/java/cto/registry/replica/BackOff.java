package cto.registry.replica;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A time in which a server that did not answer is left alone, so that not everybody waits
 * for it. When it is over one caller tries, and the others go on without.
 */
final class BackOff {

	private static final long NONE = 0;

	private final long length;

	/** When it is over, by {@link System#nanoTime()}, the lowest bit set; or none. */
	private final AtomicLong until = new AtomicLong(NONE);

	BackOff(Duration length) {
		this.length = length.toNanos();
	}

	/** Tells whether to leave it alone. */
	boolean holds() {
		long end = this.until.get();
		return end != NONE && (System.nanoTime() - end < 0 || !this.until.compareAndSet(end, from(System.nanoTime())));
	}

	/** Begins, or goes on. Says so when it begins. */
	void begin(Runnable report) {
		if (this.until.getAndSet(from(System.nanoTime())) == NONE) {
			report.run();
		}
	}

	/** Ends, and says so if there was one. */
	void end(Runnable report) {
		if (this.until.get() != NONE && this.until.getAndSet(NONE) != NONE) {
			report.run();
		}
	}

	private long from(long now) {
		return (now + this.length) | 1;
	}

}
