package cto.registry.security;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code registry.security}: who may do what.
 *
 * @param tokens the access tokens; when there are none, one is made in the data directory
 * @param allowedHosts the {@code Host} names that are answered to, loopback names unless
 * configured
 */
@ConfigurationProperties("registry.security")
record SecurityProperties(@DefaultValue List<Token> tokens, @DefaultValue( {
		"localhost", "127.0.0.1", "[::1]" }) List<String> allowedHosts){

	SecurityProperties {
		tokens = List.copyOf(tokens);
		allowedHosts = List.copyOf(allowedHosts);
		Set<String> names = new HashSet<>();
		for (Token token : tokens) {
			if (!names.add(token.name())) {
				throw new IllegalArgumentException("registry.security.tokens names '" + token.name() + "' twice");
			}
		}
	}

	/**
	 * One access token. The token itself is nowhere in the configuration.
	 *
	 * @param name who it stands for; becomes {@code submitted_by}
	 * @param sha256 SHA-256 of the token, 64 hexadecimal digits
	 * @param roles what it may do
	 */
	record Token(String name, String sha256, Set<Role> roles) {

		private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

		private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

		Token {
			if (name == null || !NAME.matcher(name).matches()) {
				throw new IllegalArgumentException("registry.security.tokens[].name is '" + name
						+ "'; write 1 to 100 letters, digits, '.', '_', '@' or '-'");
			}
			if (sha256 == null || !DIGEST.matcher(sha256).matches()) {
				throw new IllegalArgumentException("registry.security.tokens[].sha256 of '" + name
						+ "' is not a SHA-256; write the 64 hexadecimal digits of: printf %s \"$TOKEN\" | sha256sum");
			}
			if (roles == null || roles.isEmpty()) {
				throw new IllegalArgumentException("registry.security.tokens[].roles of '" + name
						+ "' is empty; write submit, read or submit,read");
			}
			sha256 = sha256.toLowerCase(Locale.ROOT);
			roles = Set.copyOf(roles);
		}

	}

}
