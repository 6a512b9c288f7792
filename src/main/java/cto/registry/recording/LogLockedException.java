package cto.registry.recording;

import java.time.Duration;
import java.util.Optional;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * Another session on the database holds the lock under which records are added; nothing
 * of this packet was recorded.
 */
public final class LogLockedException extends ProblemException {

	private static final long serialVersionUID = 1L;

	LogLockedException() {
		super(ProblemType.LOG_LOCKED, "Another session on the database has held the log's lock for more than "
				+ AppendTransaction.LOCK_SECONDS + " s. Nothing of this packet was recorded; reading goes on");
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(5));
	}

}
