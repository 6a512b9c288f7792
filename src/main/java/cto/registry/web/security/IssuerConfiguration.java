package cto.registry.web.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * JWTs, where an issuer of them is configured.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(Issuer.IsConfigured.class)
class IssuerConfiguration {

	private static final Duration CONNECTING = Duration.ofSeconds(2);

	private static final Duration READING = Duration.ofSeconds(3);

	private static final int KEY_BYTES = 256 * 1024;

	private static final Duration KEYS_ARE_FRESH = Duration.ofMinutes(5);

	/** The issuer is asked at most twice in this time, whatever tokens come. */
	static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(10);

	/** While the issuer does not answer, what it said last is believed that long. */
	private static final Duration OUTAGE_TIMEOUT = Duration.ofHours(1);

	private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

	/** None that signs with a secret that both sides would have. */
	private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.RS384,
			SignatureAlgorithm.RS512, SignatureAlgorithm.PS256, SignatureAlgorithm.PS384, SignatureAlgorithm.PS512,
			SignatureAlgorithm.ES256, SignatureAlgorithm.ES384, SignatureAlgorithm.ES512);

	@Bean
	IssuerTokens issuerTokens(Environment environment, Clock clock) {
		Issuer issuer = Issuer.configured(environment).orElseThrow();
		IssuerKeys keys = new IssuerKeys(issuer,
				new DefaultResourceRetriever((int) CONNECTING.toMillis(), (int) READING.toMillis(), KEY_BYTES),
				OUTAGE_TIMEOUT);
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(cached(keys))
			.jwsAlgorithms((allowed) -> allowed.addAll(ALGORITHMS))
			.build();
		decoder.setJwtValidator(claims(issuer, clock));
		return new IssuerTokens(issuer, keys, decoder);
	}

	private static JWKSource<SecurityContext> cached(IssuerKeys keys) {
		return JWKSourceBuilder.create(keys)
			.cache(KEYS_ARE_FRESH.toMillis(), CONNECTING.plus(READING).multipliedBy(2).toMillis())
			.refreshAheadCache(false)
			.rateLimited(BETWEEN_ATTEMPTS.toMillis())
			.outageTolerant(OUTAGE_TIMEOUT.toMillis())
			.build();
	}

	/**
	 * An access token says who issued it, whom it is for, and when it ends (RFC 9068
	 * section 4). One that is bound to a key of the sender's is no bearer token (RFC 7800
	 * section 3).
	 */
	private static OAuth2TokenValidator<Jwt> claims(Issuer issuer, Clock clock) {
		JwtTimestampValidator time = new JwtTimestampValidator(CLOCK_SKEW);
		time.setClock(clock);
		time.setAllowEmptyExpiryClaim(false);
		JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		type.setAllowEmpty(true);
		return new DelegatingOAuth2TokenValidator<>(List.of(time, type, new JwtIssuerValidator(issuer.uri()),
				new JwtClaimValidator<List<String>>("aud",
						(audiences) -> audiences != null && audiences.stream().anyMatch(issuer.audiences()::contains)),
				IssuerConfiguration::requireBearer));
	}

	private static OAuth2TokenValidatorResult requireBearer(Jwt jwt) {
		return jwt.hasClaim("cnf")
				? OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN,
						"it is bound to a key by its claim cnf, and bearer tokens are taken only", null))
				: OAuth2TokenValidatorResult.success();
	}

}
