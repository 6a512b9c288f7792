package cto.registry.web.security;

import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long an issuer that does not answer is believed. A token is called wrong only while
 * its keys are known; else it cannot be judged.
 */
class IssuerKeysTests {

	private static final LocalIssuer ISSUER = Guarded.ISSUER;

	@Test
	void areKnownFromTheFirstTimeThatTheIssuerAnswers() throws Exception {
		IssuerKeys keys = keys(Duration.ofHours(1));
		assertThat(keys.known()).isFalse();
		read(keys);
		assertThat(keys.known()).isTrue();
	}

	@Test
	void areForgottenWhenTheOutageLastsTooLong() throws Exception {
		IssuerKeys keys = keys(Duration.ZERO);
		read(keys);
		assertThat(keys.known()).isFalse();
	}

	@Test
	void areNotKnownBecauseTheyWereAskedFor() {
		IssuerKeys keys = new IssuerKeys(
				new Issuer(ISSUER.uri(), ISSUER.uri() + "/nowhere", List.of(LocalIssuer.AUDIENCE), "sub"),
				new DefaultResourceRetriever(), Duration.ofHours(1));
		assertThatExceptionOfType(JWKSetUnavailableException.class).isThrownBy(() -> read(keys));
		assertThat(keys.known()).isFalse();
	}

	private static IssuerKeys keys(Duration outage) {
		return new IssuerKeys(new Issuer(ISSUER.uri(), "", List.of(LocalIssuer.AUDIENCE), "sub"),
				new DefaultResourceRetriever(), outage);
	}

	private static void read(IssuerKeys keys) throws Exception {
		assertThat(keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), null).getKeys())
			.hasSize(2);
	}

}
