package cto.registry.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Submissions that wait for the sequencer, in the order of arrival. The queue is bounded
 * by number and by bytes; a submission that does not fit is refused at once.
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

	/** Adds a submission at the end. Returns false if the queue is full or closed. */
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

	/** Removes a submission. Returns false if the sequencer has taken it already. */
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
	 * Takes the oldest submissions; waits if there is none.
	 * @param records at most this many, at least 1
	 * @param size at most this many bytes, or one submission
	 * @return at least one, or none once the queue is closed and empty
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

	/** Accepts submissions again. */
	void open() {
		this.lock.lock();
		try {
			this.closed = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Refuses new submissions. Those in the queue are still taken. */
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
