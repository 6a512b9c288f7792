package cto.registry.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many who do something at once.
 */
public final class Senders {

	private Senders() {
	}

	/**
	 * Does everything, some at a time.
	 * @param atOnce how many at a time
	 * @param tasks what to do
	 * @return the results, in the order of the tasks
	 */
	public static <T> List<T> run(int atOnce, List<Callable<T>> tasks) {
		return run(atOnce, tasks, () -> {
		});
	}

	/**
	 * The same, and something else while they are at it.
	 * @param atOnce how many at a time
	 * @param tasks what to do
	 * @param meanwhile done by the caller's own thread
	 * @return the results, in the order of the tasks
	 */
	public static <T> List<T> run(int atOnce, List<Callable<T>> tasks, Meanwhile meanwhile) {
		ExecutorService senders = Executors.newFixedThreadPool(atOnce);
		try {
			List<Future<T>> running = tasks.stream().map(senders::submit).toList();
			meanwhile.run();
			List<T> results = new ArrayList<>();
			for (Future<T> result : running) {
				results.add(result.get());
			}
			return results;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			senders.shutdownNow();
		}
	}

	/** What the caller does. */
	public interface Meanwhile {

		void run() throws InterruptedException;

	}

}
