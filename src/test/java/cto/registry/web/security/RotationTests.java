package cto.registry.web.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

import cto.registry.merkle.Sha256;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the service needs no restart for: an issuer that comes later, and tokens that come
 * and go.
 */
class RotationTests {

	private static final String JWT = "--spring.security.oauth2.resourceserver.jwt.";

	private static final Duration SOON = Duration.ofSeconds(10);

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void goesOnWhileItsIssuerIsAwayAndItsTokensChange() throws Exception {
		LocalIssuer issuer = new LocalIssuer();
		issuer.goDown(true);
		Path file = this.directory.resolve("tokens");
		Files.writeString(file, line("old-token"));
		try (AnotherService service = AnotherService.on(TestDatabase.fresh(), JWT + "issuer-uri=" + issuer.uri(),
				JWT + "audiences=" + LocalIssuer.AUDIENCE, "--registry.security.tokens-file=" + file)) {
			Client anyone = service.client();
			Client carol = anyone.as(issuer.token("carol", "registry.submit"));
			Reply away = carol.record(TestPacket.fresh().bytes());
			assertThat(away.status()).isEqualTo(503);
			assertThat(away.at("/type")).isEqualTo("/problems/issuer-unavailable");
			assertThat(away.header("Retry-After")).isEqualTo("10");
			assertThat(anyone.as(Tokens.ALICE).record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			assertThat(anyone.as("no-jwt").record(TestPacket.fresh().bytes()).status()).isEqualTo(401);

			issuer.goDown(false);
			assertThat(carol.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			issuer.goDown(true);
			assertThat(carol.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);

			assertThat(anyone.as("old-token").record(TestPacket.fresh().bytes()).at("/submitted_by")).isEqualTo("ci");
			Files.writeString(file, line("old-token") + line("new-token"));
			eventually(anyone.as("new-token"), 201);
			assertThat(anyone.as("old-token").record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			Files.writeString(file, line("new-token"));
			eventually(anyone.as("old-token"), 401);
		}
	}

	private static void eventually(Client client, int status) throws InterruptedException {
		long begun = System.nanoTime();
		while (client.record(TestPacket.fresh().bytes()).status() != status) {
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
			Thread.sleep(100);
		}
	}

	private static String line(String token) {
		return "ci " + HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8))) + " submit\n";
	}

}
