package cto.registry.security;

import java.util.List;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Turns a bearer token (RFC 6750) into the name and roles that it stands for.
 */
final class TokenAuthenticationProvider implements AuthenticationProvider {

	private final AccessTokens tokens;

	TokenAuthenticationProvider(AccessTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication presented) {
		BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) presented;
		SecurityProperties.Token token = this.tokens.find(bearer.getToken())
			.orElseThrow(() -> new InvalidBearerTokenException("This token is not known"));
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
