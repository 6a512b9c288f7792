package cto.registry.security;

/**
 * The service would listen where others can reach it, and nothing is configured to tell
 * them apart.
 */
public final class BindWithoutTokens extends RuntimeException {

	BindWithoutTokens(String address) {
		super("server.address is " + address + ", which is not a loopback address, and no access token is configured");
	}

}
