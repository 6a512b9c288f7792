package cto.registry.contract;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
