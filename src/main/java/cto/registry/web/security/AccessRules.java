package cto.registry.web.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which role a request needs. Recording needs {@code submit}, always; reading needs
 * {@code read} unless only this machine can reach the service.
 */
public final class AccessRules {

	/** What holds no record, and says nothing about one. */
	private static final String[] OPEN = { "/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/schemas/**", "/openapi.yaml", "/problems/**", "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs/**",
			"/", "/ui/**" };

	private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

	private final RequestMatcher recording = PATHS.matcher(HttpMethod.POST, "/api/v1/execution-requests");

	private final RequestMatcher open = any(Stream.of(HttpMethod.GET, HttpMethod.HEAD)
		.flatMap((method) -> Arrays.stream(OPEN).map((path) -> PATHS.matcher(method, path))));

	private final boolean readingIsOpen;

	AccessRules(Exposure exposure) {
		this.readingIsOpen = exposure == Exposure.LOOPBACK;
	}

	/**
	 * Names the role that a request needs.
	 * @param request its method and path decide
	 * @return {@code submit} or {@code read}, or empty if no token is needed
	 */
	public Optional<String> neededRole(HttpServletRequest request) {
		return Optional.ofNullable(roleFor(request)).map((role) -> role.name().toLowerCase(Locale.ROOT));
	}

	/** Matches the requests that need a role, or those that need none. */
	RequestMatcher requests(@Nullable AccessRole needed) {
		return (request) -> roleFor(request) == needed;
	}

	/** Matches the open paths, whatever the method. */
	static RequestMatcher openPaths() {
		return any(Arrays.stream(OPEN).map(PATHS::matcher));
	}

	private @Nullable AccessRole roleFor(HttpServletRequest request) {
		if (this.recording.matches(request)) {
			return AccessRole.SUBMIT;
		}
		return (this.readingIsOpen || this.open.matches(request)) ? null : AccessRole.READ;
	}

	private static RequestMatcher any(Stream<? extends RequestMatcher> matchers) {
		return new OrRequestMatcher(matchers.<RequestMatcher>map((matcher) -> matcher).toList());
	}

}
