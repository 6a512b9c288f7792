package cto.registry.web.security;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;

import org.springframework.security.core.AuthenticationException;

/**
 * A request came with a token that is not the one of Hermes WebUI.
 */
final class InvalidSidecarTokenException extends AuthenticationException implements ProblemCarrier {

	InvalidSidecarTokenException() {
		super("The X-Hermes-Sidecar-Token is not the one that Hermes WebUI keeps for this extension. Hermes WebUI and the "
				+ "registry have to use the same state directory; whoever is not Hermes WebUI leaves the header out");
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
