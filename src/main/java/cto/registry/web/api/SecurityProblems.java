package cto.registry.web.api;

import java.io.IOException;

import cto.registry.problem.ProblemCarrier;
import cto.registry.problem.ProblemType;
import cto.registry.web.security.AccessRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * The refusals of Spring Security, as problems.
 */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private final AccessRules rules;

	SecurityProblems(AccessRules rules) {
		this.rules = rules;
	}

	/** Adds {@code WWW-Authenticate} by RFC 6750 section 3. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		boolean presented = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		Problem problem = (failure instanceof ProblemCarrier carrier) ? Problem.of(carrier)
				: Problem.of(ProblemType.UNAUTHENTICATED,
						(presented ? "The token is not known" : "No token came along") + "; " + remedy(request));
		if (problem.body().getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
		}
		ProblemWriter.write(response, problem.at(request.getRequestURI()));
	}

	private String remedy(HttpServletRequest request) {
		return this.rules.neededRole(request)
			.map((role) -> "send Authorization: Bearer <token>, of a token with the role " + role)
			.orElse("this needs no token, so leave Authorization out or send a token that is known");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		Problem problem;
		if (failure instanceof ProblemCarrier carrier) {
			problem = Problem.of(carrier);
		}
		else {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
			problem = Problem.of(ProblemType.FORBIDDEN,
					this.rules.neededRole(request)
						.map((role) -> "The token does not have the role " + role + ", which this needs")
						.orElseGet(ProblemType.FORBIDDEN::meaning));
		}
		ProblemWriter.write(response, problem.at(request.getRequestURI()));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
			throws IOException {
		ProblemWriter.protect(response);
		ProblemWriter.write(response,
				Problem.of(ProblemType.INVALID_PARAMETER, "The request's method, path or headers are not well-formed")
					.at(request.getRequestURI()));
	}

}
