package cto.registry.security;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * How far the service can be reached from.
 */
enum Reach {

	/** Only from this machine: reading is open. */
	LOOPBACK,

	/** From elsewhere too: reading needs a token. */
	NETWORK;

	static Reach of(@Nullable InetAddress address) {
		return (address != null && address.isLoopbackAddress()) ? LOOPBACK : NETWORK;
	}

}
