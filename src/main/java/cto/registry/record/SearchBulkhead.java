package cto.registry.record;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import cto.registry.problem.OverloadedException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Limits how many searches for words run at once, and for how long each. Each holds a
 * connection, so what records and reads without a search always finds another.
 */
@Component
final class SearchBulkhead {

	/** Of the 16 connections of the pool. */
	static final int PERMITS = 4;

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(2);

	/** Less than a reader or a proxy waits. */
	private static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(5);

	private final Semaphore permits;

	private final Duration acquireTimeout;

	private final Duration searchTimeout;

	@Autowired
	SearchBulkhead() {
		this(PERMITS, ACQUIRE_TIMEOUT, SEARCH_TIMEOUT);
	}

	SearchBulkhead(int permits, Duration acquireTimeout, Duration searchTimeout) {
		this.permits = new Semaphore(permits, true);
		this.acquireTimeout = acquireTimeout;
		this.searchTimeout = searchTimeout;
	}

	/**
	 * Runs a search.
	 * @param <T> what it finds
	 * @param search asks the deadline before each step
	 * @return what it finds
	 * @throws OverloadedException when too many run, or this one takes too long
	 */
	<T> T run(Function<Deadline, T> search) {
		acquire();
		try {
			return search.apply(new Deadline(this.searchTimeout));
		}
		finally {
			this.permits.release();
		}
	}

	private void acquire() {
		try {
			if (this.permits.tryAcquire(this.acquireTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new OverloadedException("Too many searches are running. Lists without q are read as always");
	}

}
