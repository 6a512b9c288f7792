package cto.registry.web.security;

import java.time.Duration;
import java.util.Optional;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticationException;

/**
 * A credential came that is not accepted, or that cannot be checked now.
 */
final class UnauthenticatedException extends AuthenticationException implements ProblemCarrier {

	private final ProblemType type;

	private final @Nullable Duration retryAfter;

	UnauthenticatedException(String detail) {
		this(ProblemType.UNAUTHENTICATED, detail, null);
	}

	/**
	 * Creates a failure.
	 * @param type what kind of problem it is
	 * @param detail what is wrong and what would be right
	 * @param retryAfter when the same may succeed, or null if it never will
	 */
	UnauthenticatedException(ProblemType type, String detail, @Nullable Duration retryAfter) {
		super(detail);
		this.type = type;
		this.retryAfter = retryAfter;
	}

	@Override
	public ProblemType type() {
		return this.type;
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

}
