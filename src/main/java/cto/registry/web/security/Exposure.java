package cto.registry.web.security;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

import cto.registry.problem.StartupRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How far the service can be reached from.
 */
enum Exposure {

	/** Only from this machine: reading is open. */
	LOOPBACK,

	/** From elsewhere too: reading needs a token. */
	NETWORK;

	/** What {@code Host} is on this machine. */
	static final List<String> LOOPBACK_NAMES = List.of("localhost", "127.0.0.1", "[::1]");

	static Exposure of(@Nullable InetAddress address) {
		return (address != null && address.isLoopbackAddress()) ? LOOPBACK : NETWORK;
	}

	/**
	 * Tells how far the service reaches by its address and its names: answering to
	 * another name than this machine's means that a proxy stands before it.
	 */
	static Exposure of(@Nullable InetAddress address, List<String> hosts) {
		return LOOPBACK_NAMES.containsAll(hosts) ? of(address) : NETWORK;
	}

	/**
	 * Refuses to listen where others can reach the service while nothing tells them
	 * apart.
	 * @param environment where the address and the tokens are configured
	 * @throws StartupRefusedException when the address is not a loopback one, and there
	 * is neither a token nor an issuer of them; or when only that of a management port is
	 * not
	 */
	static void requireTokens(Environment environment) {
		Binder binder = Binder.get(environment);
		InetAddress address = binder.bind("server.address", InetAddress.class).orElse(null);
		boolean tokens = binder.bind("registry.security.tokens[0].name", String.class).isBound()
				|| !environment.getProperty("registry.security.tokens-file", "").isBlank()
				|| Issuer.configured(environment).isPresent();
		InetAddress management = binder.bind("management.server.address", InetAddress.class).orElse(null);
		if (of(address) == LOOPBACK && of(management) == NETWORK
				&& ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
			throw new StartupRefusedException(
					"management.server.port is set, and others could reach it, where nothing tells them apart: reading is open while server.address is a loopback one.",
					"Leave management.server.port out, or set management.server.address to 127.0.0.1.");
		}
		if (of(address) == NETWORK && !tokens) {
			throw new StartupRefusedException(
					String.format(Locale.ROOT,
							"server.address is %s, which others can reach, and no access token is configured.",
							(address != null) ? address.getHostAddress() : "not set"),
					"Set REGISTRY_SECURITY_TOKENS_0_NAME, REGISTRY_SECURITY_TOKENS_0_SHA256 (the output of: echo -n \"$TOKEN\" | "
							+ "sha256sum) and REGISTRY_SECURITY_TOKENS_0_ROLES=submit,read, or registry.security.tokens-file, "
							+ "or spring.security.oauth2.resourceserver.jwt.issuer-uri; or leave server.address at 127.0.0.1.");
		}
	}

}
