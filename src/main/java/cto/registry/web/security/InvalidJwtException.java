package cto.registry.web.security;

import org.springframework.security.core.AuthenticationException;

/**
 * A JWT came that does not hold, or is not meant for this service.
 */
public final class InvalidJwtException extends AuthenticationException {

	InvalidJwtException(String reason) {
		super("The JWT is not accepted: " + reason);
	}

}
