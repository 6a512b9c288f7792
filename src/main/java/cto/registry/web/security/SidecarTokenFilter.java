package cto.registry.web.security;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets Hermes WebUI's proxy read, and nothing else. One credential decides: a request
 * with an {@code Authorization} is judged by that alone, so that no two roles add up;
 * Hermes never sends both. A wrong token is refused even where anybody may read, since
 * whoever sends one relies on it, and would otherwise find out only when reading is
 * closed.
 */
final class SidecarTokenFilter extends OncePerRequestFilter {

	static final String HEADER = "X-Hermes-Sidecar-Token";

	private final SidecarToken token;

	private final RequestMatcher open;

	private final AuthenticationEntryPoint refusal;

	SidecarTokenFilter(SidecarToken token, RequestMatcher open, AuthenticationEntryPoint refusal) {
		this.token = token;
		this.open = open;
		this.refusal = refusal;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(HEADER) == null || request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| this.open.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			check(Collections.list(request.getHeaders(HEADER)));
		}
		catch (AuthenticationException ex) {
			this.refusal.commence(request, response, ex);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(reader());
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

	private static Authentication reader() {
		return UsernamePasswordAuthenticationToken.authenticated("hermes-webui", null,
				List.of(new SimpleGrantedAuthority("ROLE_" + AccessRole.READ)));
	}

	private void check(List<String> presented) {
		if (presented.size() != 1 || !this.token.is(presented.get(0))) {
			throw new UnauthenticatedException(
					"The X-Hermes-Sidecar-Token is not the one that Hermes WebUI keeps for this "
							+ "extension. Hermes WebUI and the registry have to use the same state directory; whoever is not "
							+ "Hermes WebUI leaves the header out");
		}
	}

}
