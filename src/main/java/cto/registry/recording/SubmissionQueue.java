package cto.registry.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Submissions on their way in, in the order in which they came. Bounded by number and by
 * bytes, so that whoever comes too late is told at once.
 */
final class SubmissionQueue {

	private final int mostRecords;

	private final long mostBytes;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrived = this.lock.newCondition();

	private final Deque<PendingSubmission> queue = new ArrayDeque<>();

	private long bytes;

	private boolean closed;

	/**
	 * Makes an empty one.
	 * @param mostRecords how many may wait, at least 1
	 * @param mostBytes how many bytes of packets may wait; a single packet always may
	 */
	SubmissionQueue(int mostRecords, long mostBytes) {
		this.mostRecords = mostRecords;
		this.mostBytes = mostBytes;
	}

	/** Takes a place at the end. Returns false where there is none. */
	boolean offer(PendingSubmission waiting) {
		this.lock.lock();
		try {
			boolean fits = this.queue.isEmpty()
					|| (this.queue.size() < this.mostRecords && this.bytes + waiting.bytes() <= this.mostBytes);
			if (this.closed || !fits) {
				return false;
			}
			this.queue.add(waiting);
			this.bytes += waiting.bytes();
			this.arrived.signal();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Gives the place up. Returns false where the sequencer has taken it already. */
	boolean withdraw(PendingSubmission waiting) {
		this.lock.lock();
		try {
			boolean waited = this.queue.remove(waiting);
			this.bytes -= waited ? waiting.bytes() : 0;
			return waited;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes what waits, the oldest first; waits where nothing does.
	 * @param records at most this many, at least 1
	 * @param size at most this many bytes, or one submission
	 * @return at least one, or none once the backlog is closed
	 */
	List<PendingSubmission> take(int records, long size) throws InterruptedException {
		this.lock.lock();
		try {
			while (this.queue.isEmpty() && !this.closed) {
				this.arrived.await();
			}
			List<PendingSubmission> taken = new ArrayList<>();
			long sum = 0;
			for (PendingSubmission next = this.queue.peek(); next != null
					&& taken.size() < records; next = this.queue.peek()) {
				sum += next.bytes();
				if (sum > size && !taken.isEmpty()) {
					break;
				}
				taken.add(this.queue.remove());
				this.bytes -= next.bytes();
			}
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many wait. */
	int records() {
		this.lock.lock();
		try {
			return this.queue.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many bytes of packets wait. */
	long bytes() {
		this.lock.lock();
		try {
			return this.bytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	int mostRecords() {
		return this.mostRecords;
	}

	/** Lets them in again. */
	void open() {
		this.lock.lock();
		try {
			this.closed = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets nobody in any more. Whoever waits is still taken. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.arrived.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
