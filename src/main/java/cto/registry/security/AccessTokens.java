package cto.registry.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import cto.registry.merkle.Sha256;

/**
 * The tokens that are known, by their digests.
 */
final class AccessTokens {

	private final List<SecurityProperties.Token> tokens;

	AccessTokens(List<SecurityProperties.Token> tokens) {
		this.tokens = List.copyOf(tokens);
	}

	/**
	 * Finds whom a presented token stands for. Looks at every token, and at every byte of
	 * each, so that the time taken tells nothing.
	 */
	Optional<SecurityProperties.Token> find(String presented) {
		byte[] digest = Sha256.of(presented.getBytes(StandardCharsets.UTF_8));
		SecurityProperties.Token found = null;
		for (SecurityProperties.Token token : this.tokens) {
			if (MessageDigest.isEqual(digest, HexFormat.of().parseHex(token.sha256()))) {
				found = token;
			}
		}
		return Optional.ofNullable(found);
	}

}
