package cto.registry.recording;

import java.time.Duration;
import java.util.Optional;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * Recording is frozen; nothing of this packet was kept.
 */
public final class RecordingFrozenException extends ProblemException {

	/**
	 * Frozen by the operator, for all instances on the database.
	 * @param freeze since when, and why
	 */
	public RecordingFrozenException(FreezeState freeze) {
		this("Recording is frozen since " + freeze.since() + ": " + freeze.reason());
	}

	/**
	 * Frozen.
	 * @param sentence says by what, without a full stop
	 */
	public RecordingFrozenException(String sentence) {
		super(ProblemType.INTAKE_FROZEN, sentence);
	}

	@Override
	public String detail() {
		return getMessage() + ". Nothing of this packet was recorded; reading goes on.";
	}

	/** A freeze lasts longer than an overload. */
	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(30));
	}

}
