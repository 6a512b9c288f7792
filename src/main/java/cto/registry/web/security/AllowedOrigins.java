package cto.registry.web.security;

import java.io.IOException;
import java.util.List;

import cto.registry.text.Excerpt;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Which pages from elsewhere may read (the Fetch standard's CORS). None may record, and
 * none is given credentials that a browser keeps: there are no such.
 */
final class AllowedOrigins extends DefaultCorsProcessor implements CorsConfigurationSource {

	/** Answers everybody, by itself. */
	private static final String HEALTH = "/health";

	private static final long PREFLIGHT_SECONDS = 600;

	private final CorsConfiguration reading = new CorsConfiguration();

	private final AccessDeniedHandler refusal;

	private AllowedOrigins(List<String> origins, AccessDeniedHandler refusal) {
		this.refusal = refusal;
		this.reading.setAllowedOrigins(origins);
		this.reading.setAllowedMethods(List.of("GET", "HEAD"));
		this.reading.setAllowedHeaders(
				List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT, HttpHeaders.IF_NONE_MATCH, "Last-Event-ID"));
		this.reading.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.RETRY_AFTER,
				HttpHeaders.WWW_AUTHENTICATE, "Repr-Digest"));
		this.reading.setAllowCredentials(false);
		this.reading.setMaxAge(PREFLIGHT_SECONDS);
	}

	static CorsFilter filter(List<String> origins, AccessDeniedHandler refusal) {
		AllowedOrigins allowed = new AllowedOrigins(origins, refusal);
		CorsFilter filter = new CorsFilter(allowed);
		filter.setCorsProcessor(allowed);
		return filter;
	}

	/**
	 * The service's own pages are not from elsewhere, also where a proxy ends TLS and the
	 * request therefore seems to have another scheme than its {@code Origin}.
	 */
	@Override
	public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		boolean own = origin != null && origin.contains("//")
				&& origin.substring(origin.indexOf("//") + 2).equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
		return (own || request.getRequestURI().equals(HEALTH)) ? null : this.reading;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean allowed = super.processRequest(configuration, request, response);
		if (!allowed) {
			try {
				this.refusal.handle(request, response, new ForbiddenException("A page of "
						+ Excerpt.quoted(String.valueOf(request.getHeader(HttpHeaders.ORIGIN)))
						+ " may not do this. Pages of the origins in registry.security.allowed-origins may read by "
						+ "GET and HEAD; no page from elsewhere may record"));
			}
			catch (ServletException ex) {
				throw new IOException(ex);
			}
		}
		return allowed;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		// answered by processRequest, which knows the request
	}

}
