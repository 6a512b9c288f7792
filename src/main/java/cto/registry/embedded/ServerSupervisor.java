package cto.registry.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import cto.registry.problem.StartupRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervises the embedded server: if it ends without being told to, because it was killed
 * or ran out of memory, it is started again, as often as needed. It polls, because the
 * server is not a child of this process.
 */
final class ServerSupervisor {

	private static final Logger logger = LoggerFactory.getLogger(ServerSupervisor.class);

	private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

	/** The pause before each attempt; the last one for all that follow. */
	private static final List<Duration> BACK_OFF = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(5), Duration.ofSeconds(15));

	private final Supplier<Postmaster> start;

	private final Path logs;

	private final CountDownLatch closing = new CountDownLatch(1);

	/** A signal that ends the process may have gone to the server too. */
	private final Thread hook = new Thread(this.closing::countDown, "postgres-watch-end");

	private volatile Postmaster postmaster;

	private ServerSupervisor(Postmaster postmaster, Path logs, Supplier<Postmaster> start) {
		this.postmaster = postmaster;
		this.logs = logs;
		this.start = start;
	}

	/**
	 * Watches a server, on a thread that ends with {@link #close()}.
	 * @param logs where its own log is
	 * @param start starts it again, or throws {@link StartupRefusedException} and leaves
	 * none
	 */
	static ServerSupervisor over(Postmaster postmaster, Path logs, Supplier<Postmaster> start) {
		ServerSupervisor supervisor = new ServerSupervisor(postmaster, logs, start);
		Thread thread = new Thread(supervisor::run, "postgres-watch");
		thread.setDaemon(true);
		thread.start();
		try {
			Runtime.getRuntime().addShutdownHook(supervisor.hook);
		}
		catch (IllegalStateException ex) {
			supervisor.closing.countDown();
		}
		return supervisor;
	}

	/** The process id of the server, or of the last one while none runs. */
	long pid() {
		return this.postmaster.pid();
	}

	/** Stops the server, after the attempt that is under way, if one is. */
	void close() throws IOException {
		this.closing.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The process is ending.
		}
		synchronized (this) {
			this.postmaster.stop();
		}
	}

	private void run() {
		while (!closesWithin(LOOK_EVERY)) {
			// The signal that ended it may be on its way to this process too.
			if (hasEnded() && !closesWithin(BACK_OFF.get(0))) {
				logger.error("PostgreSQL (process {}) ended unexpectedly, and is started again; its log is in {}",
						pid(), this.logs);
				startAgain();
			}
		}
	}

	private void startAgain() {
		int attempt = 1;
		while (!attempt(BACK_OFF.get(attempt)) && !closesWithin(BACK_OFF.get(attempt))) {
			attempt = Math.min(attempt + 1, BACK_OFF.size() - 1);
		}
	}

	private synchronized boolean hasEnded() {
		return !closesWithin(Duration.ZERO) && !this.postmaster.isRunning();
	}

	/** Under the lock that {@link #close()} takes, so that none starts after it. */
	private synchronized boolean attempt(Duration next) {
		if (closesWithin(Duration.ZERO)) {
			return true;
		}
		try {
			// For the library's sake, which keeps a lock on the cluster until then.
			this.postmaster.stop();
			this.postmaster = this.start.get();
			logger.info("PostgreSQL runs again, as process {}", pid());
			return true;
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("PostgreSQL could not be started again, the next attempt is in {} s: {}", next.toSeconds(),
					ex.getMessage());
			logger.debug("PostgreSQL could not be started again", ex);
			return false;
		}
	}

	private boolean closesWithin(Duration time) {
		try {
			return this.closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
