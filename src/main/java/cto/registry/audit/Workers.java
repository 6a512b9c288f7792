package cto.registry.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Checks that need no order, on all processors; a bounded number at a time.
 */
final class Workers implements AutoCloseable {

	private static final int WAITING_EACH = 64;

	private final int processors = Runtime.getRuntime().availableProcessors();

	private final ExecutorService threads = Executors.newFixedThreadPool(this.processors);

	private final Deque<Future<Optional<Finding>>> checks = new ArrayDeque<>();

	private final Consumer<Finding> findings;

	Workers(Consumer<Finding> findings) {
		this.findings = findings;
	}

	/** Runs something later; the caller asks for the result in its own time. */
	<T> Future<T> start(Callable<T> task) {
		return this.threads.submit(task);
	}

	/** How many tasks keep all processors busy. */
	int enough() {
		return 2 * this.processors + 1;
	}

	/** Checks something later, and reports what it finds. */
	void check(Callable<Optional<Finding>> check) {
		this.checks.add(this.threads.submit(check));
		if (this.checks.size() > WAITING_EACH * this.processors) {
			report();
		}
	}

	void finish() {
		while (!this.checks.isEmpty()) {
			report();
		}
	}

	private void report() {
		result(this.checks.remove()).ifPresent(this.findings);
	}

	static <T> T result(Future<T> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
