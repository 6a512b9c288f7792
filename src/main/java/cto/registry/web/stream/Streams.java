package cto.registry.web.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;

import cto.registry.problem.OverloadedException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * All streams of this instance, as long as the service runs.
 */
class Streams implements SmartLifecycle, OpenStream.Keeper {

	private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

	/** Milliseconds. With a stream that ends, its reader is not long without one. */
	private static final int RETRY = 3000;

	private final StoredEvents events;

	private final RecentEvents recentEvents;

	private final NotificationListener.Connector connector;

	private final StreamProperties properties;

	private final Subscribers readers;

	private volatile @Nullable StreamThreads threads;

	private volatile boolean running;

	Streams(StoredEvents events, RecentEvents recentEvents, NotificationListener.Connector connector,
			StreamProperties properties) {
		this.events = events;
		this.recentEvents = recentEvents;
		this.connector = connector;
		this.properties = properties;
		this.readers = new Subscribers(properties.maxSubscribers());
	}

	/**
	 * Answers with a stream. Its first bytes are sent when this returns: how soon to
	 * connect again, and the id where it begins, which is as good as an event's, so that
	 * a reader whose connection breaks before the first event misses none (HTML standard,
	 * section 9.2.6: an id without data is kept, and no event is seen).
	 * @param index the last record that the reader has, or {@link StoredEvents#NONE}
	 * @throws OverloadedException when there is no place for another stream
	 * @throws IOException when the reader is gone already
	 */
	void open(HttpServletRequest request, HttpServletResponse response, long index) throws IOException {
		if (!this.running) {
			throw new OverloadedException("The service is starting or stopping, and opens no stream");
		}
		this.readers.takePlace();
		boolean opened = false;
		try {
			StreamController.writeHeaders(response);
			String opening = ": open\nretry: " + RETRY + "\nid: " + index + "\n\n";
			response.getOutputStream().write(opening.getBytes(StandardCharsets.US_ASCII));
			response.flushBuffer();
			AsyncContext context = request.startAsync();
			context.setTimeout(0);
			OpenStream stream = new OpenStream(context, new StreamPosition(this.recentEvents, index),
					this.properties.writeTimeout(), this);
			stream.begin();
			this.readers.add(stream);
			opened = true;
			if (!this.running) {
				stream.end();
			}
		}
		finally {
			if (!opened) {
				this.readers.giveBack();
			}
		}
	}

	/** How many are open. */
	int readers() {
		return this.readers.count();
	}

	@Override
	public void left(OpenStream stream) {
		this.readers.remove(stream);
	}

	@Override
	public void wantsPage(OpenStream stream, long index) {
		StreamThreads now = this.threads;
		try {
			if (now != null) {
				now.pages().execute(() -> readPage(stream, index));
				return;
			}
		}
		catch (RejectedExecutionException ex) {
			LOG.debug("A stream ends with the service", ex);
		}
		stream.end();
	}

	@Override
	public void breakOff(OpenStream stream) {
		StreamThreads now = this.threads;
		try {
			if (now != null) {
				now.clock().execute(stream::hangUp);
			}
		}
		catch (RejectedExecutionException ex) {
			LOG.debug("A connection is closed with the web server", ex);
		}
	}

	private void readPage(OpenStream stream, long index) {
		try {
			stream.deliver(this.events.after(index));
		}
		catch (DataAccessException | TransactionException ex) {
			LOG.warn("A stream ends, because the log cannot be read: {}", ex.getMessage());
			stream.end();
		}
		catch (RuntimeException | Error ex) {
			LOG.error("A stream ends", ex);
			stream.end();
		}
	}

	@Override
	public void start() {
		Follower follower = new Follower(this.events, this.recentEvents, this.readers,
				new NotificationListener(this.connector), this.properties.pollInterval());
		this.threads = StreamThreads.start(follower, this.readers, this.properties);
		this.running = true;
	}

	/**
	 * Ends every stream, before the web server waits for the answers under way: in the
	 * last phase, which is that of whatever names none, it is among the first to stop.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.readers.end();
		StreamThreads last = this.threads;
		if (last != null) {
			last.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
