package cto.registry.web.security;

import org.springframework.security.access.AccessDeniedException;

/**
 * The request is for a host name that the service does not answer to.
 */
public final class HostNotAllowedException extends AccessDeniedException {

	HostNotAllowedException(String host) {
		super("This service does not answer to the Host '" + host.replaceAll("[^\\x20-\\x7e]", "?")
				+ "'; add it to registry.security.allowed-hosts if it should");
	}

}
