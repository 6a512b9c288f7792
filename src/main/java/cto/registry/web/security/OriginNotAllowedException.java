package cto.registry.web.security;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;
import cto.registry.text.Excerpt;

import org.springframework.security.access.AccessDeniedException;

/**
 * The request is of a page from elsewhere that may not make it.
 */
final class OriginNotAllowedException extends AccessDeniedException implements ProblemCarrier {

	OriginNotAllowedException(String origin) {
		super("A page of " + Excerpt.quoted(origin)
				+ " may not do this. Pages of the origins in registry.security.allowed-origins may read by GET and HEAD; "
				+ "no page from elsewhere may record");
	}

	@Override
	public ProblemType type() {
		return ProblemType.FORBIDDEN;
	}

	@Override
	public String detail() {
		return String.valueOf(getMessage());
	}

}
