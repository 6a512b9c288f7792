package cto.registry.web.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import cto.registry.problem.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What Tomcat refuses before the service sees it, such as a path that cannot be decoded,
 * as a problem instead of a page of HTML. Public, because Tomcat makes it by its name.
 */
public final class ContainerProblemValve extends ErrorReportValve {

	private static final int FIRST_ERROR = 400;

	/** For what is answered before Spring Security would set these. */
	static void protect(HttpServletResponse response) {
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemType type = (status < 500) ? ProblemType.INVALID_PARAMETER : ProblemType.INTERNAL_ERROR;
		if (type == ProblemType.INVALID_PARAMETER) {
			status = type.status().value();
			response.setStatus(status);
		}
		String body = """
				{"type":"%s","title":"%s","status":%d,"detail":"The request is not well-formed HTTP","instance":"/","code":"%s"}"""
			.formatted(type.uri(), type.title(), status, type.code());
		try {
			protect(response.getResponse());
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			response.finishResponse();
		}
		catch (IOException ex) {
			// the client is gone
		}
	}

}
