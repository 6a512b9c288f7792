package cto.registry.web.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's stream. It has no thread: whoever has news for it, and Tomcat when the
 * connection takes bytes again, calls {@link #wake()}, and one of them at a time writes
 * as much as the connection takes without waiting.
 * <p>
 * Two rules of Tomcat's make the rest. Once a request has ended its objects serve other
 * requests, so all writing is under the lock, and {@link #onError} takes it before the
 * request ends. And {@link #onComplete} is called under a monitor that writing needs too,
 * so it takes no lock; it comes only after {@link #gone} was set.
 */
final class OpenStream implements WriteListener, AsyncListener {

	private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);

	private final AsyncContext context;

	private final ServletOutputStream out;

	private final int capacity;

	private final Runnable hangUp;

	private final EventWriter writer;

	private final Duration writeTimeout;

	private final Keeper keeper;

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicBoolean wanted = new AtomicBoolean();

	private final AtomicBoolean left = new AtomicBoolean();

	private volatile boolean ending;

	/** From here on nobody writes. */
	private volatile boolean gone;

	/** From here on the request is none of this stream's. */
	private volatile boolean over;

	private volatile boolean begun;

	/** In Tomcat's buffer, and not flushed. */
	private int gathered;

	private boolean blocked;

	private long blockedSince;

	/**
	 * Takes over a request whose answer has begun.
	 * @param context the request, asynchronous, without a time limit
	 * @param position where the reader is
	 * @param writeTimeout how long the connection may take nothing
	 * @param keeper whom it belongs to
	 */
	OpenStream(AsyncContext context, StreamPosition position, Duration writeTimeout, Keeper keeper) throws IOException {
		this.context = context;
		this.out = context.getResponse().getOutputStream();
		this.capacity = context.getResponse().getBufferSize();
		this.hangUp = AbortConnectionValve.of(context.getRequest());
		this.writer = new EventWriter(position, (index) -> keeper.wantsPage(this, index));
		this.writeTimeout = writeTimeout;
		this.keeper = keeper;
	}

	/** Has Tomcat call {@link #onWritePossible()}, once the servlet has returned. */
	void begin() {
		this.context.addListener(this);
		this.out.setWriteListener(this);
		// until now a write would wait
		this.begun = true;
	}

	/** Writes what there is. Never waits: where somebody else writes, they go on. */
	void wake() {
		this.wanted.set(true);
		while (this.wanted.get() && !this.lock.isHeldByCurrentThread() && this.lock.tryLock()) {
			try {
				this.wanted.set(false);
				write();
			}
			catch (IOException ex) {
				LOG.debug("A reader hung up", ex);
				breakOff();
			}
			catch (RuntimeException ex) {
				LOG.error("A stream failed", ex);
				breakOff();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	void sendHeartbeat() {
		this.writer.addHeartbeat();
		wake();
	}

	/** Goes on with a page that was asked for. */
	void deliver(List<RecordedEvent> events) {
		this.writer.deliver(events);
		wake();
	}

	/** Ends the answer, after the event that has begun. */
	void end() {
		this.ending = true;
		wake();
	}

	private void write() throws IOException {
		while (this.begun && !this.gone && this.out.isReady()) {
			this.blocked = false;
			int written = this.writer.writeTo(this.out, this.capacity - this.gathered, !this.ending);
			this.gathered += written;
			if (written > 0) {
				continue;
			}
			if (this.gathered > 0) {
				// before Tomcat's buffer overflows, so that it is empty whenever the
				// connection is blocked
				this.out.flush();
				this.gathered = 0;
			}
			else if (this.ending || this.writer.isAtADeadEnd()) {
				release();
				this.context.complete();
			}
			else {
				return;
			}
		}
		if (this.begun && !this.gone) {
			waitForConnection();
		}
	}

	/** Tomcat calls when it takes bytes again. */
	private void waitForConnection() {
		long now = System.nanoTime();
		if (!this.blocked) {
			this.blocked = true;
			this.blockedSince = now;
		}
		boolean stuck = now - this.blockedSince > this.writeTimeout.toNanos();
		if (stuck || this.writer.hasFallenBehind()) {
			LOG.info("A stream is broken off at log index {}, because its reader {}", this.writer.index(),
					stuck ? "took nothing for " + this.writeTimeout.toMillis() + " ms" : "fell behind the buffer");
			breakOff();
		}
		else if (this.ending) {
			breakOff();
		}
	}

	private void breakOff() {
		release();
		this.keeper.breakOff(this);
	}

	/** Closes the connection, on a thread that is not Tomcat's. */
	void hangUp() {
		this.lock.lock();
		try {
			if (!this.over) {
				this.hangUp.run();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void release() {
		this.gone = true;
		if (this.left.compareAndSet(false, true)) {
			this.keeper.left(this);
		}
	}

	@Override
	public void onWritePossible() {
		wake();
	}

	/** Tomcat ends the request when this and {@link #onError(AsyncEvent)} return. */
	@Override
	public void onError(Throwable failure) {
		this.lock.lock();
		try {
			this.over = true;
			release();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onError(AsyncEvent event) {
		onError(event.getThrowable());
		event.getAsyncContext().complete();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		onError(event);
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.over = true;
		release();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// not started again
	}

	/** Whom streams belong to. Called under a stream's lock, so nothing here waits. */
	interface Keeper {

		/** The stream has ended, or will without anybody's help. */
		void left(OpenStream stream);

		/** To be answered by {@link #deliver} or {@link #end}. */
		void wantsPage(OpenStream stream, long index);

		/** To have {@link #hangUp} run on another thread. */
		void breakOff(OpenStream stream);

	}

}
