package cto.registry.web.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Puts the access rules, and what goes with them, before every request.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/** Before anything is started or touched, the database included. */
	@Bean
	static BeanFactoryPostProcessor reachCheck(Environment environment) {
		return (beans) -> Exposure.requireTokens(environment);
	}

	/** Nobody looks at these, and they wrap every filter of every request. */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	AccessRules accessRules(SecurityProperties properties, ServerProperties server) {
		return new AccessRules(Exposure.of(server.getAddress(), properties.allowedHosts()));
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, SecurityProperties properties, AccessTokens tokens,
			ObjectProvider<IssuerTokens> issuer, SidecarToken sidecar, AccessRules rules,
			AuthenticationEntryPoint unauthenticated, AccessDeniedHandler forbidden) {
		// what is configured comes first, so that nobody has to be asked about it
		List<AuthenticationProvider> believed = new ArrayList<>(List.of(new TokenAuthenticationProvider(tokens)));
		issuer.ifAvailable(believed::add);
		ProviderManager authentication = new ProviderManager(believed);
		if (!properties.allowedOrigins().isEmpty()) {
			http.addFilter(AllowedOrigins.filter(properties.allowedOrigins(), forbidden));
		}
		// no cookies, so there is no session to ride on
		return http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.anonymous((anonymous) -> anonymous.principal("anonymous"))
			.authorizeHttpRequests((requests) -> {
				requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
				requests.requestMatchers(rules.requests(AccessRole.SUBMIT)).hasRole(AccessRole.SUBMIT.name());
				requests.requestMatchers(rules.requests(null)).permitAll();
				requests.anyRequest().hasRole(AccessRole.READ.name());
			})
			.exceptionHandling(
					(failures) -> failures.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
			.addFilterBefore(bearerTokens(authentication, unauthenticated), AnonymousAuthenticationFilter.class)
			.addFilterBefore(new SidecarTokenFilter(sidecar, AccessRules.openPaths(), unauthenticated),
					AnonymousAuthenticationFilter.class)
			.addFilterAfter(new HostFilter(properties.allowedHosts(), forbidden), HeaderWriterFilter.class)
			// the page has a stricter policy of its own
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(
						"default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
								+ "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"))
				.frameOptions((frame) -> frame.deny())
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
				.permissionsPolicyHeader(
						(policy) -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
				.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
				.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
				.addHeaderWriter(SecurityConfiguration::varyByReader)
				// over TLS only, and for no other name than its own
				.httpStrictTransportSecurity((hsts) -> hsts.includeSubDomains(false)))
			.build();
	}

	/** A cache that somebody shares with others, such as a proxy's, keeps them apart. */
	private static void varyByReader(HttpServletRequest request, HttpServletResponse response) {
		String caching = response.getHeader(HttpHeaders.CACHE_CONTROL);
		if (caching != null && caching.contains("private")) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + SidecarTokenFilter.HEADER);
		}
	}

	/**
	 * The filter alone: its configurer would also publish metadata of an OAuth server
	 * that there is not.
	 */
	private static BearerTokenAuthenticationFilter bearerTokens(ProviderManager authentication,
			AuthenticationEntryPoint unauthenticated) {
		BearerTokenAuthenticationConverter tokens = new BearerTokenAuthenticationConverter();
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(authentication, (request) -> {
			if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
				// a proxy before may have judged by the other one
				throw new UnauthenticatedException("Authorization is given more than once; give it once");
			}
			return tokens.convert(request);
		});
		filter.setAuthenticationEntryPoint(unauthenticated);
		return filter;
	}

}
