package cto.registry.web.api;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * Writes a problem where no controller returns it: before one is reached, or after one
 * failed. Static, because Tomcat's valve has no beans.
 */
final class ProblemWriter {

	private static final JsonMapper JSON = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	private static final String NO_SNIFFING = "X-Content-Type-Options";

	private ProblemWriter() {
	}

	/** Writes status, header fields and body. */
	static void write(HttpServletResponse response, Problem problem) throws IOException {
		byte[] body = JSON.writeValueAsBytes(problem.body());
		response.setStatus(problem.body().getStatus());
		problem.headers().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		response.getOutputStream().write(body);
	}

	/** Sets what Spring Security sets, unless it has already done so. */
	static void protect(HttpServletResponse response) {
		if (!response.containsHeader(NO_SNIFFING)) {
			response.setHeader(NO_SNIFFING, "nosniff");
			response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
	}

}
