package cto.registry.web.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import cto.registry.problem.OverloadedException;

/**
 * The open streams of this instance, limited in number.
 */
final class Subscribers {

	private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();

	private final int most;

	private final Semaphore places;

	Subscribers(int most) {
		this.most = most;
		this.places = new Semaphore(most);
	}

	/**
	 * Takes a place, to be given back by {@link #remove} or {@link #giveBack}.
	 * @throws OverloadedException when there is none
	 */
	void takePlace() {
		if (!this.places.tryAcquire()) {
			throw new OverloadedException(this.most + " streams are open, the limit; try again later");
		}
	}

	/** Gives a place back that no stream came to use. */
	void giveBack() {
		this.places.release();
	}

	/** Adds a stream, which has a place. */
	void add(OpenStream stream) {
		this.open.add(stream);
		synchronized (this) {
			notifyAll();
		}
	}

	/** Removes a stream, and gives its place back. */
	void remove(OpenStream stream) {
		this.open.remove(stream);
		giveBack();
	}

	boolean isEmpty() {
		return this.open.isEmpty();
	}

	int count() {
		return this.open.size();
	}

	/** Waits until there is one. */
	synchronized void await() throws InterruptedException {
		while (isEmpty()) {
			wait();
		}
	}

	/** Lets each go on with what there is for it. Takes no longer for a slow one. */
	void wake() {
		this.open.forEach(OpenStream::wake);
	}

	void sendHeartbeat() {
		this.open.forEach(OpenStream::sendHeartbeat);
	}

	/** Ends all. */
	void end() {
		this.open.forEach(OpenStream::end);
	}

}
