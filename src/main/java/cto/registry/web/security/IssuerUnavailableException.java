package cto.registry.web.security;

import java.time.Duration;
import java.util.Optional;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;

import org.springframework.security.core.AuthenticationException;

/**
 * A JWT came, and the keys of its issuer are not to be had.
 */
final class IssuerUnavailableException extends AuthenticationException implements ProblemCarrier {

	IssuerUnavailableException() {
		super("The issuer's keys cannot be read, so the JWT can be neither accepted nor refused. Tokens that the registry "
				+ "is configured with go on working");
	}

	@Override
	public ProblemType type() {
		return ProblemType.ISSUER_UNAVAILABLE;
	}

	@Override
	public String detail() {
		return String.valueOf(getMessage());
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(IssuerConfiguration.BETWEEN_ATTEMPTS);
	}

}
