package cto.registry.web.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLTransientConnectionException;

import cto.registry.problem.OverloadedException;
import cto.registry.testing.RegistryTest;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a filter throws or sends is dispatched to {@code /error}, and keeps its meaning.
 */
@RegistryTest
@Import(ErrorPageTests.FailingFilters.class)
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ErrorPageTests {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	ErrorPageTests(@LocalServerPort int port) {
		this.port = port;
	}

	@ParameterizedTest
	@CsvSource({ "400, invalid-parameter", "401, unauthenticated", "403, forbidden", "404, not-found",
			"405, append-only", "406, not-acceptable", "408, request-timeout", "409, invalid-parameter",
			"413, packet-too-large", "414, invalid-parameter", "415, unsupported-media-type", "422, invalid-parameter",
			"429, invalid-parameter", "431, invalid-parameter", "500, internal-error", "501, internal-error",
			"503, internal-error" })
	void keepsTheMeaningOfAStatus(int status, String type) throws Exception {
		for (String filter : new String[] { "Outer", "Inner" }) {
			HttpResponse<String> response = get(filter, String.valueOf(status));
			assertThat(response.statusCode()).isEqualTo(status);
			JsonNode problem = problem(response);
			assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
			assertThat(problem.get("status").asInt()).isEqualTo(status);
			assertThat(problem.get("instance").asString()).isEqualTo("/health");
			assertThat(problem.get("detail").asString()).isNotBlank();
			assertThat(problem.has("incident")).isEqualTo(status == 500 || status == 503);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "servlet exception", "i/o exception", "error" })
	void reportsWhatEscapesAFilterAsAnIncident(String failure, CapturedOutput output) throws Exception {
		for (String filter : new String[] { "Outer", "Inner" }) {
			HttpResponse<String> response = get(filter, failure);
			assertThat(response.statusCode()).isEqualTo(500);
			JsonNode problem = problem(response);
			assertThat(problem.get("type").asString()).isEqualTo("/problems/internal-error");
			assertThat(problem.get("instance").asString()).isEqualTo("/health");
			String incident = problem.get("incident").asString();
			assertThat(incident).isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
			assertThat(output.getAll()).contains("Incident " + incident);
			assertThat(response.body()).doesNotContain("inside", "Exception");
		}
	}

	@Test
	void keepsTheProblemThatAnExceptionCarries() throws Exception {
		HttpResponse<String> response = get("Inner", "overloaded");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(problem(response).get("type").asString()).isEqualTo("/problems/overloaded");
		assertThat(response.headers().firstValue("Retry-After")).contains("5");
	}

	@Test
	void namesTheDatabaseOnlyIfItIsTheCause() throws Exception {
		HttpResponse<String> response = get("Inner", "database");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(problem(response).get("type").asString()).isEqualTo("/problems/database-unavailable");
		assertThat(response.headers().firstValue("Retry-After")).contains("5");
	}

	private static JsonNode problem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		return JsonMapper.shared().readTree(response.body());
	}

	private HttpResponse<String> get(String filter, String failure) throws IOException, InterruptedException {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/health"))
			.header("X-Test-" + filter, failure)
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** One filter before Spring Security, and one after it, that fail on demand. */
	@TestConfiguration(proxyBeanMethods = false)
	static class FailingFilters {

		@Bean
		FilterRegistrationBean<Filter> outer() {
			return failing("X-Test-Outer", Ordered.HIGHEST_PRECEDENCE);
		}

		@Bean
		FilterRegistrationBean<Filter> inner() {
			return failing("X-Test-Inner", Ordered.LOWEST_PRECEDENCE);
		}

		private static FilterRegistrationBean<Filter> failing(String header, int order) {
			FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
				String failure = ((HttpServletRequest) request).getHeader(header);
				if (failure == null) {
					chain.doFilter(request, response);
				}
				else {
					fail(failure, (HttpServletResponse) response);
				}
			});
			filter.setOrder(order);
			filter.setName(header);
			return filter;
		}

		private static void fail(String failure, HttpServletResponse response) throws IOException, ServletException {
			switch (failure) {
				case "exception" -> throw new IllegalStateException("inside");
				case "servlet exception" -> throw new ServletException(new IllegalStateException("inside"));
				case "i/o exception" -> throw new IOException("inside");
				case "error" -> throw new StackOverflowError("inside");
				case "overloaded" -> throw new OverloadedException();
				case "database" -> throw new DataAccessResourceFailureException("inside",
						new SQLTransientConnectionException("inside", "08006"));
				default -> response.sendError(Integer.parseInt(failure));
			}
		}

	}

}
