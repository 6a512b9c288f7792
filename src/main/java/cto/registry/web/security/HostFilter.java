package cto.registry.web.security;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import cto.registry.text.Excerpt;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only to its own names, so that a web page cannot reach the service by DNS
 * rebinding. Probes ask by address, and learn nothing but whether the service lives.
 */
final class HostFilter extends OncePerRequestFilter {

	private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

	private final Set<String> allowed;

	private final AccessDeniedHandler refusal;

	HostFilter(List<String> allowed, AccessDeniedHandler refusal) {
		this.allowed = allowed.stream()
			.map((host) -> host.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
		this.refusal = refusal;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return PROBES.contains(request.getRequestURI());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// without one, as in HTTP/1.0, Tomcat takes its own name
		boolean named = request.getHeader(HttpHeaders.HOST) != null;
		if (named && this.allowed.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
			chain.doFilter(request, response);
		}
		else {
			this.refusal.handle(request, response,
					new ForbiddenException("This service does not answer to " + (named
							? "the Host " + Excerpt.quoted(request.getServerName())
									+ "; add it to registry.security.allowed-hosts if it should"
							: "a request without a Host; send one")));
		}
	}

}
