package cto.registry.record;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Indexes each block of records soon after it is full, whichever instance recorded it.
 * Each instance looks; what keeps one from it is tried again.
 */
@Component
class BackgroundIndexing implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(BackgroundIndexing.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private final TermIndexer indexer;

	private @Nullable ScheduledExecutorService thread;

	private boolean failing;

	BackgroundIndexing(DataSource dataSource) {
		this.indexer = new TermIndexer(dataSource);
	}

	private void catchUp() {
		try {
			this.indexer.catchUp();
			this.failing = false;
		}
		catch (CancellationException ex) {
			LOG.debug("Stopped in the middle of a block", ex);
		}
		catch (DataAccessException | TransactionException ex) {
			report(ex);
		}
		catch (RuntimeException ex) {
			LOG.error("The index by term is behind; searches look at the records themselves", ex);
		}
	}

	/** Once: a database that is away or read-only is reported by those that need it. */
	private void report(RuntimeException failure) {
		if (!this.failing && !SqlStates.isTransient(failure)) {
			LOG.warn("The index by term is behind, because {}; searches look at the records themselves",
					failure.getMessage());
		}
		this.failing = true;
	}

	@Override
	public void start() {
		ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor((run) -> new Thread(run, "indexer"));
		ScheduledFuture<?> unused = made.scheduleWithFixedDelay(this::catchUp, 0, PAUSE.toMillis(),
				TimeUnit.MILLISECONDS);
		this.thread = made;
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.thread;
		if (running != null) {
			running.shutdownNow();
			try {
				boolean unused = running.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
