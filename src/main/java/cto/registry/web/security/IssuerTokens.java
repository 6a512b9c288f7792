package cto.registry.web.security;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import cto.registry.problem.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Turns a JWT of the issuer into a name and roles. Only what has the shape of a JWT is
 * looked at, and no token is ever sent to the issuer.
 */
final class IssuerTokens implements AuthenticationProvider {

	/** JWS Compact Serialization (RFC 7515 section 7.1); the signature may be empty. */
	private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

	private static final Map<String, AccessRole> SCOPES = Map.of("SCOPE_registry.submit", AccessRole.SUBMIT,
			"SCOPE_registry.read", AccessRole.READ);

	private final Issuer issuer;

	private final IssuerKeys keys;

	private final JwtDecoder decoder;

	private final JwtGrantedAuthoritiesConverter scopes = new JwtGrantedAuthoritiesConverter();

	IssuerTokens(Issuer issuer, IssuerKeys keys, JwtDecoder decoder) {
		this.issuer = issuer;
		this.keys = keys;
		this.decoder = decoder;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication presented) {
		String token = ((BearerTokenAuthenticationToken) presented).getToken();
		if (!SHAPE.matcher(token).matches()) {
			return null;
		}
		Jwt jwt = decode(token);
		String subject = Objects.requireNonNullElse(jwt.getClaimAsString(this.issuer.nameClaim()), "");
		String sender = this.issuer.sender(subject)
			.orElseThrow(() -> notAccepted("its claim " + this.issuer.nameClaim()
					+ " is not 1 to 128 letters, digits or any of ._@:|+=-, and names the sender"));
		return UsernamePasswordAuthenticationToken.authenticated(sender, null, roles(jwt));
	}

	private Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (JwtValidationException ex) {
			throw notAccepted(
					ex.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining("; ")));
		}
		catch (BadJwtException ex) {
			throw unverified();
		}
		catch (JwtException ex) {
			// with keys at hand, only one for an unknown key asks for more of them
			if (this.keys.known() && ex.getCause() instanceof RateLimitReachedException) {
				throw unverified();
			}
			throw new UnauthenticatedException(ProblemType.ISSUER_UNAVAILABLE,
					"The issuer's keys cannot be read, so the JWT can be neither accepted nor refused. Tokens that the "
							+ "registry is configured with go on working",
					IssuerConfiguration.BETWEEN_ATTEMPTS);
		}
	}

	private UnauthenticatedException unverified() {
		return notAccepted("it is malformed, or no key of " + this.issuer.uri()
				+ " verifies it; RS, PS and ES signatures are taken");
	}

	private Set<GrantedAuthority> roles(Jwt jwt) {
		Set<GrantedAuthority> roles = new LinkedHashSet<>();
		for (GrantedAuthority scope : this.scopes.convert(jwt)) {
			AccessRole role = SCOPES.get(scope.getAuthority());
			if (role != null) {
				roles.add(new SimpleGrantedAuthority("ROLE_" + role));
			}
		}
		return roles;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private static UnauthenticatedException notAccepted(String reason) {
		return new UnauthenticatedException("The JWT is not accepted: " + reason);
	}

}
