package cto.registry.web.stream;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that serve all streams.
 *
 * @param clock heartbeats, and connections that are broken off
 * @param pages reads pages for those who are behind
 * @param follower follows the log
 * @param following the follower's thread
 */
record StreamThreads(ScheduledExecutorService clock, ExecutorService pages, Follower follower, Thread following) {

	/** So that replays leave most of the connections of the pool to others. */
	private static final int PAGE_READERS = 2;

	private static final int TIMEOUT_SECONDS = 5;

	static StreamThreads start(Follower follower, Subscribers subscribers, StreamProperties properties) {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(named("stream-clock"));
		long heartbeat = properties.heartbeat().toMillis();
		Future<?> unusedHeartbeats = clock.scheduleWithFixedDelay(subscribers::sendHeartbeat, heartbeat, heartbeat,
				TimeUnit.MILLISECONDS);
		// whoever takes nothing is found when it is woken
		long glance = Math.max(1, properties.writeTimeout().toMillis() / 4);
		Future<?> unusedGlances = clock.scheduleWithFixedDelay(subscribers::wake, glance, glance,
				TimeUnit.MILLISECONDS);
		Thread following = named("stream-follower").newThread(follower);
		following.start();
		return new StreamThreads(clock, Executors.newFixedThreadPool(PAGE_READERS, named("stream-pages")), follower,
				following);
	}

	/** Stops all, when what was asked of the clock is done. */
	void stop() {
		this.follower.stop();
		this.following.interrupt();
		this.pages.shutdownNow();
		this.clock.shutdown();
		try {
			this.clock.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS);
			this.following.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static ThreadFactory named(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

}
