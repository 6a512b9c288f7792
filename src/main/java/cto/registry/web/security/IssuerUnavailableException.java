package cto.registry.web.security;

import org.springframework.security.core.AuthenticationException;

/**
 * A JWT came, and the keys of its issuer are not to be had.
 */
public final class IssuerUnavailableException extends AuthenticationException {

	IssuerUnavailableException() {
		super("The issuer's keys cannot be read, so the JWT can be neither accepted nor refused. Tokens that the registry "
				+ "is configured with go on working");
	}

	/**
	 * Says when it is worth trying again.
	 * @return seconds
	 */
	public int retryAfterSeconds() {
		return (int) IssuerConfiguration.BETWEEN_ATTEMPTS.toSeconds();
	}

}
