package cto.registry.web.security;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Turns a bearer token (RFC 6750) into the name and roles that are configured for it, if
 * there are any.
 */
final class TokenAuthenticationProvider implements AuthenticationProvider {

	private final AccessTokens tokens;

	TokenAuthenticationProvider(AccessTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication presented) {
		BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) presented;
		SecurityProperties.Token token = this.tokens.find(bearer.getToken()).orElse(null);
		if (token == null) {
			return null;
		}
		List<GrantedAuthority> roles = token.roles()
			.stream()
			.<GrantedAuthority>map((role) -> new SimpleGrantedAuthority("ROLE_" + role))
			.toList();
		return UsernamePasswordAuthenticationToken.authenticated(token.name(), null, roles);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
