package cto.registry.web.security;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;
import cto.registry.text.Excerpt;

import org.springframework.security.access.AccessDeniedException;

/**
 * The request is for a host name that the service does not answer to.
 */
final class HostNotAllowedException extends AccessDeniedException implements ProblemCarrier {

	HostNotAllowedException(String host) {
		super("This service does not answer to the Host " + Excerpt.quoted(host)
				+ "; add it to registry.security.allowed-hosts if it should");
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
