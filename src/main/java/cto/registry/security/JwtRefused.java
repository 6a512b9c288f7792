package cto.registry.security;

import org.springframework.security.core.AuthenticationException;

/**
 * A JWT came that does not hold, or is not meant for this service.
 */
public final class JwtRefused extends AuthenticationException {

	JwtRefused(String reason) {
		super("The JWT is not accepted: " + reason);
	}

}
