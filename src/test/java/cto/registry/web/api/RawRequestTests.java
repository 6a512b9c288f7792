package cto.registry.web.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import cto.registry.testing.RegistryTest;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no HTTP library sends: each is refused with a problem whose status is the
 * answer's, and never as a fault of the service.
 */
@RegistryTest
class RawRequestTests {

	private static final String LIST = "GET /api/v1/execution-requests";

	private final int port;

	RawRequestTests(@LocalServerPort int port) {
		this.port = port;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "GET // |", "GET /%00 |", "GET /api/v1/..;/health |", "GET /%2e%2e/health |",
			LIST + "?q=% |", LIST + "?q=%zz |", LIST + "?q=%ff%fe |", LIST + "?q=%ED%A0%80 |",
			LIST + "/00000000-0000-7000-8000-000000000000/packet | Accept: nonsense", LIST + " | Accept: nonsense",
			LIST + " | Accept: image/png", "GET /health | Expect: 200-maybe", "GET nonsense |", "BREW /health |",
			"TRACE /health |", "PUT /api/v1/execution-requests |", "GET /api/v1/packet-checks |",
			"POST /api/v1/execution-requests | Content-Type: nonsense", LIST + " | Accept: a\u0085b",
			"GET /api/v1/stream | Last-Event-ID: 1\u0085", "POST /api/v1/execution-requests | Content-Length: -1",
			"POST /api/v1/execution-requests | Transfer-Encoding: nonsense" })
	void isRefusedAsAProblem(String line, String header) throws IOException {
		String answer = send(line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Tokens.ALICE + "\r\n"
				+ ((header != null) ? header + "\r\n" : "") + "Connection: close\r\n\r\n");
		int status = Integer.parseInt(answer.substring(9, 12));
		assertThat(status).as(answer).isIn(400, 404, 405, 406, 415, 417, 501);
		if (status != 501) {
			JsonNode problem = JsonMapper.shared()
				.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
			assertThat(problem.get("status").asInt()).isEqualTo(status);
			assertThat(problem.get("detail").asString()).isNotBlank();
		}
		assertThat(answer).contains("X-Content-Type-Options: nosniff", "frame-ancestors 'none'");
		assertThat(answer).doesNotContain("<html", "Exception", "\tat ");
	}

	/** Whatever Tomcat answers to too many bytes, its status is the problem's. */
	@Test
	void keepsTheStatusOfARequestThatIsTooLarge() throws IOException {
		String large = "a".repeat(200_000);
		for (String request : new String[] { "GET /health?q=" + large + " HTTP/1.1\r\nHost: localhost\r\n",
				"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Large: " + large + "\r\n" }) {
			String answer = send(request + "Connection: close\r\n\r\n");
			int status = Integer.parseInt(answer.substring(9, 12));
			assertThat(status).isIn(400, 414, 431);
			assertThat(answer).contains("/problems/invalid-parameter", "\"status\":" + status);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /health", "GET /api/v1/execution-requests", "GET /schemas/approval-packet.json" })
	void isAnsweredWhateverItsBodyIsSaidToBe(String line) throws IOException {
		for (String type : new String[] { "multipart/form-data", "multipart/form-data; boundary=x",
				"application/x-www-form-urlencoded" }) {
			assertThat(send(line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Tokens.ALICE
					+ "\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n"))
				.as(type)
				.startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void readsNoMultipartBodyIntoFiles() throws IOException {
		for (String path : new String[] { "/api/v1/packet-checks", "/api/v1/execution-requests" }) {
			String part = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n{}\r\n--x--\r\n";
			String answer = send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
					+ Tokens.ALICE + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
					+ part.length() + "\r\nConnection: close\r\n\r\n" + part);
			assertThat(answer).startsWith("HTTP/1.1 415 ").contains("/problems/unsupported-media-type");
		}
	}

	@Test
	void isRefusedWithTwoAuthorizations() throws IOException {
		for (String path : new String[] { "/health", "/api/v1/execution-requests" }) {
			String answer = send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Tokens.ALICE
					+ "\r\nAuthorization: Bearer " + Tokens.ALICE + "\r\nConnection: close\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 401 ").contains("Authorization is given more than once");
		}
	}

	@Test
	void isRefusedWithoutAHost() throws IOException {
		String answer = send(
				"GET /api/v1/execution-requests HTTP/1.0\r\nAuthorization: Bearer " + Tokens.ALICE + "\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 403 ").contains("a request without a Host; send one");
		assertThat(send("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 ");
		assertThat(send("GET /actuator/health/liveness HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	/** Or a cache that a proxy keeps would give them to somebody else. */
	@Test
	void isCachedForItsReaderAlone() throws IOException {
		for (String path : new String[] { "/api/v1/execution-requests", "/api/v1/workboard", "/api/v1/work-items" }) {
			String answer = send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Tokens.ALICE
					+ "\r\nConnection: close\r\n\r\n");
			assertThat(answer).containsPattern("Cache-Control: [^\r]*private")
				.contains("Vary: Authorization, X-Hermes-Sidecar-Token\r\n");
		}
	}

	private String send(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
