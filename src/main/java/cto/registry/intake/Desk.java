package cto.registry.intake;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import cto.registry.log.Overloaded;

/**
 * How many packets are judged at once: a hostile megabyte becomes up to a hundred of
 * objects, so memory sets the limit, and processors make more of them useless.
 */
final class Desk {

	private static final long BYTES_EACH = 128L << 20;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Semaphore seats;

	private final Duration patience;

	Desk() {
		this(seats(), PATIENCE);
	}

	Desk(int seats, Duration patience) {
		this.seats = new Semaphore(seats, true);
		this.patience = patience;
	}

	/** Takes a seat; the caller leaves it in the end. */
	void enter() {
		try {
			if (this.seats.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new Overloaded();
	}

	void leave() {
		this.seats.release();
	}

	private static int seats() {
		Runtime runtime = Runtime.getRuntime();
		long roomy = runtime.maxMemory() / BYTES_EACH;
		return (int) Math.max(2, Math.min(roomy, 4L * runtime.availableProcessors()));
	}

}
