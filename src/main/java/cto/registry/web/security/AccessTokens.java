package cto.registry.web.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import cto.registry.merkle.Sha256;

/**
 * The tokens that are known, by their digests.
 */
final class AccessTokens {

	private final List<SecurityProperties.Token> configured;

	private final Supplier<List<SecurityProperties.Token>> changing;

	private volatile Digests digests;

	AccessTokens(List<SecurityProperties.Token> configured) {
		this(configured, List::of);
	}

	/**
	 * Knows tokens of which some come and go.
	 * @param configured those that stay
	 * @param changing the others: the same list for as long as they are the same
	 */
	AccessTokens(List<SecurityProperties.Token> configured, Supplier<List<SecurityProperties.Token>> changing) {
		this.configured = configured;
		this.changing = changing;
		this.digests = digests(changing.get());
	}

	/**
	 * Finds whom a presented token stands for. Looks at every token, and at every byte of
	 * each, so that the time taken tells nothing.
	 */
	Optional<SecurityProperties.Token> find(String presented) {
		byte[] digest = Sha256.of(presented.getBytes(StandardCharsets.UTF_8));
		SecurityProperties.Token found = null;
		for (Digest each : current().digests()) {
			if (MessageDigest.isEqual(digest, each.sha256())) {
				found = each.token();
			}
		}
		return Optional.ofNullable(found);
	}

	private Digests current() {
		List<SecurityProperties.Token> tokens = this.changing.get();
		Digests last = this.digests;
		if (tokens != last.changing()) {
			last = digests(tokens);
			this.digests = last;
		}
		return last;
	}

	private Digests digests(List<SecurityProperties.Token> others) {
		return new Digests(others,
				Stream.concat(this.configured.stream(), others.stream())
					.map((token) -> new Digest(token, HexFormat.of().parseHex(token.sha256())))
					.toList());
	}

	private record Digests(List<SecurityProperties.Token> changing, List<Digest> digests) {
	}

	private record Digest(SecurityProperties.Token token, byte[] sha256) {
	}

}
