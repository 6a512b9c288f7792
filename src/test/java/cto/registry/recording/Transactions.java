package cto.registry.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Transactions that end with these failures, and once there are no more, with a commit.
 */
final class Transactions extends AppendTransaction {

	private final Deque<Throwable> failures;

	final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

	private @Nullable RuntimeException atStart;

	private CountDownLatch taken = new CountDownLatch(0);

	private CountDownLatch going = new CountDownLatch(0);

	@SuppressWarnings("NullAway") // nothing of AppendTransaction is used
	Transactions(Throwable... failures) {
		super(new SimpleDriverDataSource(), null, null, null, null, null, null, null, IDLE_TIMEOUT);
		this.failures = new ArrayDeque<>(Arrays.asList(failures));
	}

	Transactions atStart(RuntimeException failure) {
		this.atStart = failure;
		return this;
	}

	/** Lets batches wait. Returns what tells that one does. */
	CountDownLatch holdUp(CountDownLatch going) {
		this.going = going;
		this.taken = new CountDownLatch(1);
		return this.taken;
	}

	@Override
	void run(List<PendingSubmission> batch) {
		this.sizes.add(batch.size());
		if (batch.isEmpty()) {
			end(this.atStart);
			return;
		}
		this.taken.countDown();
		try {
			this.going.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		end(this.failures.poll());
		batch
			.forEach((waiting) -> waiting.succeed(RecordingResult.earlier(0, new UUID(0, 0), RecordingResult.CREATED)));
	}

	private static void end(@Nullable Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure != null) {
			throw (RuntimeException) failure;
		}
	}

}
