package cto.registry.web.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * JWTs of an OpenID issuer, beside the configured tokens.
 */
@RegistryTest
class IssuerTests implements Guarded {

	private static final String LIST = "/api/v1/execution-requests";

	private static final LocalIssuer ISSUER = Guarded.ISSUER;

	private final Client anyone;

	IssuerTests(@LocalServerPort int port) {
		this.anyone = Client.at(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "RS512", "PS256", "ES256" })
	void believesWhatTheIssuerSigned(String algorithm) {
		JWSAlgorithm signature = JWSAlgorithm.parse(algorithm);
		String token = LocalIssuer.sign(algorithm.startsWith("ES") ? ISSUER.ec : ISSUER.rsa, signature,
				ISSUER.claims((claims) -> claims.subject("carol-" + algorithm)));
		Reply record = this.anyone.as(token).record(TestPacket.fresh().bytes());
		assertThat(record.status()).isEqualTo(201);
		assertThat(record.at("/submitted_by")).isEqualTo(ISSUER.sender("carol-" + algorithm));
		Reply found = this.anyone.as(token).get(LIST + "?submitted_by=" + ISSUER.sender("carol-" + algorithm));
		assertThat(found.json().at("/items")).hasSize(1);
	}

	@Test
	void letsAScopeDoWhatTheRoleMay() {
		Client reader = this.anyone.as(ISSUER.token("dora", "openid registry.read"));
		Client writer = this.anyone.as(ISSUER.token("dora", "registry.submit"));
		Client neither = this.anyone.as(ISSUER.token("dora", "registry.submit.all REGISTRY.READ read"));
		assertThat(reader.get(LIST).status()).isEqualTo(200);
		assertThat(reader.record(TestPacket.fresh().bytes()).status()).isEqualTo(403);
		assertThat(writer.get(LIST).status()).isEqualTo(403);
		assertThat(writer.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		assertThat(neither.get(LIST).status()).isEqualTo(403);
		assertThat(neither.record(TestPacket.fresh().bytes()).status()).isEqualTo(403);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void refuses(String what, String reason, String token) {
		Reply reply = this.anyone.as(token).get(LIST);
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(reply.at("/detail")).contains(reason).doesNotContain(token);
	}

	static Stream<Arguments> refused() throws JOSEException {
		Instant now = Instant.now();
		RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
		String unverified = "no key of " + ISSUER.uri() + " verifies it";
		String signed = ISSUER.token("carol", "registry.read");
		return Stream.of(
				arguments("an expired one", "expired",
						changed((claims) -> claims.expirationTime(Date.from(now.minus(Duration.ofMinutes(2)))))),
				arguments("one without an end", "exp", changed((claims) -> claims.expirationTime(null))),
				arguments("one that does not hold yet", "before",
						changed((claims) -> claims.notBeforeTime(Date.from(now.plus(Duration.ofMinutes(2)))))),
				arguments("one of another issuer", "iss", changed((claims) -> claims.issuer("https://id.example"))),
				arguments("one for another service", "aud", changed((claims) -> claims.audience("another-service"))),
				arguments("one for no service", "aud", changed((claims) -> claims.audience((String) null))),
				arguments("one that is bound to a key", "cnf",
						changed((claims) -> claims.claim("cnf", Map.of("jkt", "x")))),
				arguments("one that names nobody", "claim sub", changed((claims) -> claims.subject(null))),
				arguments("one with a name that no sender has", "claim sub",
						changed((claims) -> claims.subject("../alice"))),
				arguments("one with too long a name", "claim sub",
						changed((claims) -> claims.subject("a".repeat(129)))),
				arguments("one that nobody signed", unverified, new PlainJWT(ISSUER.claims((claims) -> {
				})).serialize()), arguments("one that a stranger signed as the issuer", unverified,
						LocalIssuer.sign(stranger, JWSAlgorithm.RS256, ISSUER.claims((claims) -> {
						}))),
				arguments("one by a key that the issuer does not have", unverified,
						LocalIssuer.sign(new ECKeyGenerator(Curve.P_256).keyID("new").generate(), JWSAlgorithm.ES256,
								ISSUER.claims((claims) -> {
								}))),
				arguments("one with the public key for a secret", unverified, signedWithThePublicKey()),
				arguments("one whose claims were exchanged", unverified, exchanged(signed)),
				arguments("one without its signature", unverified, signed.substring(0, signed.lastIndexOf('.') + 1)),
				arguments("one that is no JSON", unverified, "YQ.YQ.YQ"),
				arguments("what has not the shape of one", "not known", "a.b"),
				arguments("an encrypted one", "not known", "a.b.c.d.e"));
	}

	@Test
	void keepsASubjectApartFromATokenOfItsName() {
		Reply record = this.anyone.as(ISSUER.token("alice", "registry.submit")).record(TestPacket.fresh().bytes());
		assertThat(record.at("/submitted_by")).isNotEqualTo("alice").isEqualTo(ISSUER.sender("alice"));
	}

	@Test
	void asksTheIssuerAboutNoOtherTokens() {
		this.anyone.as(ISSUER.token("carol", "registry.read")).get(LIST);
		int before = ISSUER.timesAsked();
		assertThat(this.anyone.as(Tokens.READER).get(LIST).status()).isEqualTo(200);
		assertThat(this.anyone.as("unknown-token").get(LIST).status()).isEqualTo(401);
		assertThat(this.anyone.as(ISSUER.token("carol", "registry.read")).get(LIST).status()).isEqualTo(200);
		assertThat(ISSUER.timesAsked()).isEqualTo(before);
	}

	private static String changed(Consumer<JWTClaimsSet.Builder> change) {
		return ISSUER.token(change);
	}

	/** RFC 8725 section 2.1. */
	private static String signedWithThePublicKey() throws JOSEException {
		byte[] secret = ISSUER.rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
				ISSUER.claims((claims) -> {
				}));
		token.sign(new MACSigner(secret));
		return token.serialize();
	}

	private static String exchanged(String token) {
		String other = ISSUER.token("mallory", "registry.submit registry.read");
		return token.substring(0, token.indexOf('.')) + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
				+ token.substring(token.lastIndexOf('.'));
	}

}
