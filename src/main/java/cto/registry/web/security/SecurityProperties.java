package cto.registry.web.security;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import cto.registry.text.Excerpt;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code registry.security}: who may do what.
 *
 * @param tokens the access tokens; when there are none at all, one is made in the data
 * directory
 * @param tokensFile a file with more of them, "" for none; read again while the service
 * runs
 * @param allowedHosts the {@code Host} names that are answered to, loopback names unless
 * configured
 * @param allowedOrigins the origins whose pages may read, none unless configured
 */
@ConfigurationProperties("registry.security")
record SecurityProperties(@DefaultValue List<Token> tokens, @DefaultValue("") String tokensFile, @DefaultValue( {
		"localhost", "127.0.0.1", "[::1]" }) List<String> allowedHosts, @DefaultValue List<String> allowedOrigins){

	/**
	 * As a browser writes it (RFC 6454 section 6.2): no path, no upper case, no default
	 * port.
	 */
	private static final Pattern ORIGIN = Pattern
		.compile("(?!http://.*:80$|https://.*:443$)https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

	SecurityProperties {
		tokens = List.copyOf(tokens);
		allowedHosts = List.copyOf(allowedHosts);
		allowedOrigins = List.copyOf(allowedOrigins);
		Set<String> digests = new HashSet<>();
		tokens.forEach((token) -> requireNew(token, digests));
		List<String> wrong = allowedOrigins.stream().filter((origin) -> !ORIGIN.matcher(origin).matches()).toList();
		if (!wrong.isEmpty()) {
			throw new IllegalArgumentException("registry.security.allowed-origins has " + Excerpt.list(wrong)
					+ "; write exact origins as browsers do, such as https://panel.example or http://localhost:9119");
		}
	}

	/**
	 * Refuses a token that is there already: it would not be known whom it stands for.
	 * One name may have several, so that an old and a new one work at the same time.
	 * @param token the token
	 * @param digests those that are there, to which its own is added
	 */
	static void requireNew(Token token, Set<String> digests) {
		if (!digests.add(token.sha256())) {
			throw new IllegalArgumentException(
					"the sha256 of '" + token.name() + "' is there twice; each token needs its own");
		}
	}

	/**
	 * One access token. The token itself is nowhere in the configuration.
	 *
	 * @param name who it stands for; becomes {@code submitted_by}
	 * @param sha256 SHA-256 of the token, 64 hexadecimal digits
	 * @param roles what it may do
	 */
	record Token(String name, String sha256, Set<AccessRole> roles) {

		private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

		private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

		Token {
			if (name == null || !NAME.matcher(name).matches()) {
				throw new IllegalArgumentException(
						"registry.security.tokens[].name is " + Excerpt.quoted(String.valueOf(name))
								+ "; write 1 to 100 letters, digits, '.', '_', '@' or '-'");
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
