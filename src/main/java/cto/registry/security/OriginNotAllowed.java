package cto.registry.security;

import org.springframework.security.access.AccessDeniedException;

/**
 * The request is of a page from elsewhere that may not make it.
 */
public final class OriginNotAllowed extends AccessDeniedException {

	OriginNotAllowed(String origin) {
		super("A page of '" + origin.replaceAll("[^\\x20-\\x7e]", "?")
				+ "' may not do this. Pages of the origins in registry.security.allowed-origins may read by GET and HEAD; "
				+ "no page from elsewhere may record");
	}

}
