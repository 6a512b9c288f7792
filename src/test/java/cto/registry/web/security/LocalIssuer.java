package cto.registry.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An OpenID issuer on this machine: its metadata, its keys, and tokens that it signs.
 */
final class LocalIssuer {

	static final String AUDIENCE = "request-registry";

	final RSAKey rsa;

	final ECKey ec;

	private final HttpServer server;

	private final AtomicInteger asked = new AtomicInteger();

	private volatile boolean down;

	LocalIssuer() {
		try {
			this.rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
			this.ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/realm/.well-known/openid-configuration",
				(exchange) -> answer(exchange, "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\"}".formatted(uri())));
		this.server.createContext("/realm/keys",
				(exchange) -> answer(exchange, new JWKSet(List.of(this.rsa, this.ec)).toString(true)));
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/realm";
	}

	/** How a sender is named that has this subject. */
	String sender(String subject) {
		return uri().substring("http://".length()) + "/" + subject;
	}

	int timesAsked() {
		return this.asked.get();
	}

	void goDown(boolean down) {
		this.down = down;
	}

	/** A token that holds, with these scopes. */
	String token(String subject, String scopes) {
		return token((claims) -> claims.subject(subject).claim("scope", scopes));
	}

	/** The same, changed. */
	String token(Consumer<JWTClaimsSet.Builder> change) {
		return sign(this.rsa, JWSAlgorithm.RS256, claims(change));
	}

	JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.audience(AUDIENCE)
			.subject("carol")
			.issueTime(Date.from(now.minus(Duration.ofMinutes(5))))
			.expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
			.claim("scope", "registry.submit registry.read");
		change.accept(claims);
		return claims.build();
	}

	static String sign(JWK key, JWSAlgorithm algorithm, JWTClaimsSet claims) {
		try {
			JWSSigner signer = (key instanceof ECKey ec) ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(new JOSEObjectType("at+jwt")).build(),
					claims);
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void answer(HttpExchange exchange, String json) throws IOException {
		this.asked.incrementAndGet();
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		try (exchange) {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(this.down ? 503 : 200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

}
