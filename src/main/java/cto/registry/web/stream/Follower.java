package cto.registry.web.stream;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Follows the log for all streams of this instance: one query for each time that there is
 * news, however many readers there are. While there is none it does nothing, so that
 * recording does not pay for it. What it hears only tells it when to look.
 */
final class Follower implements Runnable {

	private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

	private final StoredEvents events;

	private final RecentEvents recentEvents;

	private final Subscribers readers;

	private final NotificationListener listening;

	private final Duration poll;

	private volatile boolean stopped;

	private boolean failed;

	/**
	 * Is to be run by a thread of its own.
	 * @param poll how long to wait at most before it looks, told or not
	 */
	Follower(StoredEvents events, RecentEvents recentEvents, Subscribers readers, NotificationListener listening,
			Duration poll) {
		this.events = events;
		this.recentEvents = recentEvents;
		this.readers = readers;
		this.listening = listening;
		this.poll = poll;
	}

	@Override
	public void run() {
		try {
			while (!this.stopped) {
				this.readers.await();
				boolean caughtUp = false;
				while (!this.stopped && !this.readers.isEmpty()) {
					caughtUp = look(caughtUp);
					this.listening.await(this.poll);
				}
				this.listening.close();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.listening.close();
		}
	}

	/** Ends soon after. */
	void stop() {
		this.stopped = true;
		this.listening.close();
	}

	/** Returns whether it got as far as the end of the log. */
	private boolean look(boolean caughtUp) {
		try {
			if (!caughtUp) {
				// what was missed without readers is not read for the new ones, except
				// for a
				// little, which they are likely to want after a restart
				this.recentEvents.skipTo(this.events.end() - StoredEvents.PAGE);
			}
			List<RecordedEvent> page;
			do {
				page = this.events.after(this.recentEvents.end());
				this.recentEvents.add(page);
				this.readers.wake();
			}
			while (StoredEvents.isFull(page) && !this.stopped);
			if (this.failed) {
				LOG.info("The log can be read again; the streams go on");
			}
			this.failed = false;
			return true;
		}
		catch (DataAccessException | TransactionException ex) {
			if (!this.failed && !this.stopped) {
				LOG.warn("The log cannot be read; the streams wait: {}", ex.getMessage());
			}
			this.failed = true;
			return caughtUp;
		}
		catch (RuntimeException | Error ex) {
			// nobody else would tell the streams: they would stay open, and nothing come
			LOG.error("The log was not read; the streams wait", ex);
			this.failed = true;
			return caughtUp;
		}
	}

}
