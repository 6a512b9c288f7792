package cto.registry.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.OptionalInt;

import cto.registry.problem.StartupRefusedException;

/**
 * The choice of the loopback port that the embedded database listens on.
 */
final class Port {

	private Port() {
	}

	/**
	 * Chooses a port.
	 * @param wanted the port to take, or 0 for the last one if it is free, else any
	 * @param last the port of the last start
	 * @throws StartupRefusedException if the wanted port is taken
	 */
	static int choose(int wanted, OptionalInt last) throws IOException {
		if (wanted != 0) {
			if (!isFree(wanted)) {
				throw new StartupRefusedException(
						String.format(Locale.ROOT, "Port %d, wanted for the embedded database, is in use.", wanted),
						"Set registry.embedded.port (REGISTRY_EMBEDDED_PORT) to a free port, or to 0 to have one chosen.");
			}
			return wanted;
		}
		if (last.isPresent() && isFree(last.getAsInt())) {
			return last.getAsInt();
		}
		try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
			return socket.getLocalPort();
		}
	}

	static boolean isFree(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(loopback(), port));
			return true;
		}
		catch (java.net.BindException ex) {
			return false;
		}
	}

	private static InetAddress loopback() throws IOException {
		return InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });
	}

}
