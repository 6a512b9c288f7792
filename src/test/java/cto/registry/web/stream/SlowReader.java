package cto.registry.web.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import cto.registry.testing.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader that asks for the stream and then takes nothing.
 */
final class SlowReader implements AutoCloseable {

	private final Socket socket = new Socket();

	SlowReader(int port) throws IOException {
		this.socket.setReceiveBufferSize(4096);
		this.socket.setSoTimeout(20_000);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.socket.getOutputStream()
			.write(("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Tokens.READER
					+ "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		// the stream is open
		String answer = new String(this.socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
		assertThat(answer).isEqualTo("HTTP/1.1 200");
	}

	/** Takes all that is still to come, and returns whether the end of it was orderly. */
	boolean drains() throws IOException {
		try {
			long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			String last = "";
			byte[] bytes = new byte[1 << 16];
			for (int read = 0; read >= 0; read = this.socket.getInputStream().read(bytes)) {
				last += new String(bytes, 0, read, StandardCharsets.US_ASCII);
				last = last.substring(Math.max(0, last.length() - 7));
				assertThat(System.nanoTime()).as("a stream that should have ended goes on").isLessThan(end);
			}
			return last.equals("\r\n0\r\n\r\n");
		}
		catch (SocketException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
