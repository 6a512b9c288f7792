package cto.registry.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cto.registry.merkle.Sha256;

/**
 * The tokens that are known, by their digests.
 */
final class AccessTokens {

	private final Map<SecurityProperties.Token, byte[]> digests = new LinkedHashMap<>();

	AccessTokens(List<SecurityProperties.Token> tokens) {
		tokens.forEach((token) -> this.digests.put(token, HexFormat.of().parseHex(token.sha256())));
	}

	/**
	 * Finds whom a presented token stands for. Looks at every token, and at every byte of
	 * each, so that the time taken tells nothing.
	 */
	Optional<SecurityProperties.Token> find(String presented) {
		byte[] digest = Sha256.of(presented.getBytes(StandardCharsets.UTF_8));
		SecurityProperties.Token found = null;
		for (Map.Entry<SecurityProperties.Token, byte[]> known : this.digests.entrySet()) {
			if (MessageDigest.isEqual(digest, known.getValue())) {
				found = known.getKey();
			}
		}
		return Optional.ofNullable(found);
	}

}
