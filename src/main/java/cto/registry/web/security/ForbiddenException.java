package cto.registry.web.security;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;

import org.springframework.security.access.AccessDeniedException;

/**
 * The request may not be made, whoever makes it.
 */
final class ForbiddenException extends AccessDeniedException implements ProblemCarrier {

	ForbiddenException(String detail) {
		super(detail);
	}

	@Override
	public ProblemType type() {
		return ProblemType.FORBIDDEN;
	}

}
