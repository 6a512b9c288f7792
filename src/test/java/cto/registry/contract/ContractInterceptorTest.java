package cto.registry.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * In a client, the interceptor checks each answer and passes it on.
 */
class ContractInterceptorTest {

	@Test
	void passesAnAnswerOnThatKeepsTheContract() {
		client(true).get()
			.uri("/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals("Cache-Control", "no-store")
			.expectBody()
			.json("{\"ok\": true}");
	}

	@Test
	void checksAnAnswerToHead() {
		client(true).head().uri("/health").exchange().expectStatus().isOk();
	}

	@Test
	void stopsAtAnAnswerThatBreaksTheContract() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> client(false).get().uri("/health?now=1").exchange())
			.withMessageContaining("GET /health?now=1 answered 200")
			.withMessageContaining("/ok: ");
	}

	@Test
	void passesAStreamOfEventsOnUnreadAfterALookAtItsHead() throws IOException {
		try (ClientHttpResponse stream = stream("no"); InputStream body = stream.getBody()) {
			assertThatIOException().isThrownBy(body::read).withMessage("Stream closed");
		}
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> stream("yes"))
			.withMessageContaining("X-Accel-Buffering is 'yes'");
	}

	private static ClientHttpResponse stream(String buffering) throws IOException {
		InputStream endless = InputStream.nullInputStream();
		// whoever reads it is told so
		endless.close();
		MockClientHttpResponse response = new MockClientHttpResponse(endless, HttpStatus.OK);
		response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
		response.getHeaders().setCacheControl("no-store");
		response.getHeaders().set("X-Accel-Buffering", buffering);
		return new ContractInterceptor().intercept(new MockClientHttpRequest(HttpMethod.GET, "/api/v1/stream"),
				new byte[0], (request, body) -> response);
	}

	private static RestTestClient client(boolean ok) {
		return RestTestClient.bindToController(new Health(ok)).requestInterceptor(new ContractInterceptor()).build();
	}

	@RestController
	static class Health {

		private final boolean ok;

		Health(boolean ok) {
			this.ok = ok;
		}

		@GetMapping("/health")
		ResponseEntity<Map<String, Boolean>> health() {
			return ResponseEntity.ok()
				.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
				.header(HttpHeaders.CACHE_CONTROL, "no-store")
				.body(Map.of("ok", this.ok));
		}

	}

}
