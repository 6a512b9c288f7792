package cto.registry.web.api;

import java.io.IOException;

import cto.registry.problem.ProblemType;
import cto.registry.web.security.HostNotAllowedException;
import cto.registry.web.security.InvalidJwtException;
import cto.registry.web.security.InvalidSidecarTokenException;
import cto.registry.web.security.IssuerUnavailableException;
import cto.registry.web.security.MissingSidecarTokenException;
import cto.registry.web.security.OriginNotAllowedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * Refusals from before a controller is reached, in the same form as all others.
 */
@Component
class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private static final int SECONDS_UNTIL_A_FILE_IS_THERE = 10;

	private final JsonMapper json;

	ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/** Adds {@code WWW-Authenticate} by RFC 6750 section 3. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (failure instanceof MissingSidecarTokenException) {
			response.setIntHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_A_FILE_IS_THERE);
			write(request, response,
					Problem.of(ProblemType.SIDECAR_TOKEN_MISSING, String.valueOf(failure.getMessage())));
			return;
		}
		if (failure instanceof IssuerUnavailableException unavailable) {
			response.setIntHeader(HttpHeaders.RETRY_AFTER, unavailable.retryAfterSeconds());
			write(request, response, Problem.of(ProblemType.ISSUER_UNAVAILABLE, String.valueOf(failure.getMessage())));
			return;
		}
		boolean presented = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
		String detail = (failure instanceof InvalidSidecarTokenException || failure instanceof InvalidJwtException)
				? String.valueOf(failure.getMessage())
				: (presented ? "The token is not known" : "No token came along")
						+ "; send Authorization: Bearer <token>, of a token with the role "
						+ ("POST".equals(request.getMethod()) ? "submit" : "read");
		write(request, response, Problem.of(ProblemType.UNAUTHENTICATED, detail));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		if (failure instanceof HostNotAllowedException || failure instanceof OriginNotAllowedException) {
			write(request, response, Problem.of(ProblemType.FORBIDDEN, String.valueOf(failure.getMessage())));
			return;
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
		boolean posting = "POST".equals(request.getMethod());
		write(request, response, Problem.of(ProblemType.FORBIDDEN,
				"The token does not have the role " + (posting ? "submit" : "read") + ", which this needs"));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
			throws IOException {
		ContainerProblemValve.protect(response);
		write(request, response,
				Problem.of(ProblemType.INVALID_PARAMETER, "The request's method, path or headers are not well-formed"));
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		problem.at(request.getRequestURI());
		response.setStatus(problem.body().getStatus());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(problem.body()));
	}

}
