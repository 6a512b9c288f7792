package cto.registry.web.security;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;

import org.springframework.security.core.AuthenticationException;

/**
 * A JWT came that does not hold, or is not meant for this service.
 */
final class InvalidJwtException extends AuthenticationException implements ProblemCarrier {

	InvalidJwtException(String reason) {
		super("The JWT is not accepted: " + reason);
	}

	@Override
	public ProblemType type() {
		return ProblemType.UNAUTHENTICATED;
	}

	@Override
	public String detail() {
		return String.valueOf(getMessage());
	}

}
