package cto.registry.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Has the service of a test be where others can reach it, with everything that keeps them
 * apart switched on. These tests share one service.
 */
interface Guarded {

	LocalIssuer ISSUER = new LocalIssuer();

	/** The origin whose pages may read. */
	String ORIGIN = "https://panel.example";

	/** What one sender may post at once; nearly nothing comes after it for a minute. */
	int BURST = 100;

	/** What Hermes WebUI keeps in its file. */
	String SIDECAR = "Sidecar-secret_for-tests-000000000000000000";

	@DynamicPropertySource
	static void guard(DynamicPropertyRegistry registry) {
		String jwt = "spring.security.oauth2.resourceserver.jwt.";
		registry.add("server.address", () -> "0.0.0.0");
		registry.add(jwt + "issuer-uri", ISSUER::uri);
		registry.add(jwt + "audiences", () -> LocalIssuer.AUDIENCE + ",another-name-for-it");
		registry.add("registry.security.allowed-origins", () -> ORIGIN);
		registry.add("registry.security.rate-limit.per-minute", () -> 2);
		registry.add("registry.security.rate-limit.burst", () -> BURST);
		Path sidecar = sidecarFile();
		registry.add("registry.security.hermes.token-file", sidecar::toString);
		registry.add("registry.http.header-timeout", () -> "1s");
		registry.add("registry.http.body-timeout", () -> "1s");
	}

	private static Path sidecarFile() {
		try {
			Path file = Files.createTempFile("sidecar", ".token");
			file.toFile().deleteOnExit();
			return Files.writeString(file, SIDECAR);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
