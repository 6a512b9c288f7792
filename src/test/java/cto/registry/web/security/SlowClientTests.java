package cto.registry.web.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send a byte now and then, to hold what others need. The service of these
 * tests allows one second for a header and for a body.
 */
@RegistryTest
class SlowClientTests implements Guarded {

	private static final Duration PAUSE = Duration.ofMillis(50);

	/**
	 * The limit, twice over for a machine with much else to do, and less than Tomcat's
	 * own.
	 */
	private static final Duration SOON = Duration.ofSeconds(8);

	private static final int CROWD = 40;

	private static final String POST = "POST /api/v1/execution-requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n";

	private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n";

	private final int port;

	SlowClientTests(@LocalServerPort int port) {
		this.port = port;
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /", "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: " })
	void areHungUpOnBeforeTheirHeaderEnds(String beginning) throws Exception {
		try (Trickle client = new Trickle(beginning)) {
			assertThat(client.untilHungUp()).isLessThan(SOON);
			assertThat(client.answer()).isEmpty();
		}
	}

	@Test
	void areAnsweredAndHungUpOnBeforeTheirBodyEnds() throws Exception {
		try (Trickle client = new Trickle(POST + "Authorization: Bearer " + Tokens.ALICE + "\r\n\r\n")) {
			assertThat(client.untilHungUp()).isLessThan(SOON);
			assertThat(client.answer()).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { POST + "\r\n", CHUNKED })
	void areHungUpOnWhereTheirBodyIsNotEvenWanted(String head) throws Exception {
		try (Trickle client = new Trickle(head)) {
			assertThat(client.untilHungUp()).isLessThan(SOON);
			assertThat(client.answer()).startsWith("HTTP/1.1 401");
		}
	}

	/** Tomcat reads these by itself, and reads nothing else meanwhile. */
	@ParameterizedTest
	@ValueSource(strings = { "POST /api/v1/execution-requests", "POST /", "GET /health" })
	void areHungUpOnInTheMiddleOfAChunksExtensionOrATrailer(String line) throws Exception {
		String head = line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
				+ Tokens.ALICE + "\r\nTransfer-Encoding: chunked\r\n\r\n";
		for (String body : List.of("5;extension=", "1\r\nx\r\n0\r\nTrailer: ")) {
			try (Trickle client = new Trickle(head + body)) {
				assertThat(client.untilHungUp()).as(body).isLessThan(SOON);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" })
	void areHungUpOnWhenTheySendNothingButEmptyLines(String before) throws Exception {
		try (Trickle client = new Trickle(before + "\r\n", "\r\n")) {
			assertThat(client.untilHungUp()).isLessThan(SOON);
		}
	}

	@Test
	void areNotAnsweredInHttp09() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) SOON.toMillis());
			send(socket, "GET /api/v1/execution-requests\r\n\r\n");
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		}
	}

	@Test
	void areHungUpOnWhereNothingTakesABody() throws Exception {
		try (Trickle client = new Trickle(
				"GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")) {
			assertThat(client.untilHungUp()).isLessThan(SOON);
			assertThat(client.answer()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void areAnsweredWhenTheyAskFirstWhetherToSendTheirBody(String method) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) SOON.toMillis());
			send(socket, POST.replace("POST", method).replace("100000", "9") + "Expect: 100-continue\r\n\r\n");
			BufferedReader answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			assertThat(answer.readLine()).startsWith("HTTP/1.1 100");
			send(socket, "unwanted.");
			assertThat(answer.readLine()).isEmpty();
			assertThat(answer.readLine()).startsWith("HTTP/1.1 401");
		}
	}

	@Test
	void keepNobodyElseWaiting() throws Exception {
		List<Trickle> clients = new ArrayList<>();
		String crowd = Guarded.ISSUER.token("crowd", "registry.submit");
		for (int i = 0; i < CROWD; i++) {
			clients.add(new Trickle(POST + "Authorization: Bearer " + crowd + "\r\n\r\n"));
		}
		Client bob = Client.at(this.port).as(Tokens.BOB);
		assertThat(bob.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		for (Trickle client : clients) {
			client.close();
		}
	}

	@Test
	void mayUseTheConnectionAgainThatTheySentAnUnwantedBodyOver() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) SOON.toMillis());
			send(socket, POST.replace("100000", "20000") + "\r\n" + "x".repeat(20_000));
			send(socket, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(answers).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200", "{\"ok\":true}");
		}
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** A client that has sent the beginning of a request. */
	private final class Trickle implements AutoCloseable {

		private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), SlowClientTests.this.port);

		private final StringBuilder answer = new StringBuilder();

		private final String piece;

		Trickle(String beginning) throws IOException {
			this(beginning, "a");
		}

		Trickle(String beginning, String piece) throws IOException {
			this.piece = piece;
			this.socket.setSoTimeout((int) PAUSE.toMillis());
			send(this.socket, beginning);
		}

		/** Sends a byte now and then for as long as the service takes them. */
		Duration untilHungUp() throws IOException {
			long begun = System.nanoTime();
			try {
				while (System.nanoTime() - begun < SOON.toNanos() && !ended()) {
					send(this.socket, this.piece);
				}
			}
			catch (SocketException ex) {
				// reset, as it may be after the answer
			}
			return Duration.ofNanos(System.nanoTime() - begun);
		}

		String answer() {
			return this.answer.toString();
		}

		private boolean ended() throws IOException {
			try {
				int next = this.socket.getInputStream().read();
				for (; next >= 0; next = this.socket.getInputStream().read()) {
					this.answer.append((char) next);
				}
				return true;
			}
			catch (SocketTimeoutException ex) {
				return false;
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
