package cto.registry.web.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import cto.registry.testing.AnotherService;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TLS with a certificate that is exchanged while the service runs.
 */
class TlsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final char[] PASSWORD = "for-tests".toCharArray();

	private static final String BUNDLE = "--spring.ssl.bundle.pem.registry.";

	@TempDir
	private Path directory = Path.of(".");

	@Test
	void takesAnExchangedCertificateWithoutARestart() throws Exception {
		Path certificate = this.directory.resolve("registry.crt");
		Path key = this.directory.resolve("registry.key");
		Certificate first = make("first", certificate, key);
		try (AnotherService service = AnotherService.on(TestDatabase.fresh(), "--server.ssl.bundle=registry",
				BUNDLE + "keystore.certificate=" + certificate, BUNDLE + "keystore.private-key=" + key,
				BUNDLE + "reload-on-update=true", "--spring.ssl.bundle.watch.file.quiet-period=200ms")) {
			String answer = get(service.port(), first);
			assertThat(answer).startsWith("HTTP/1.1 200");
			assertThat(answer).containsPattern("Strict-Transport-Security: max-age=31536000 ?\r\n");
			Certificate second = make("second", certificate, key);
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> eventually(() -> get(service.port(), first).isEmpty()));
			assertThat(get(service.port(), second)).startsWith("HTTP/1.1 200");
		}
	}

	private static void eventually(Attempt attempt) throws Exception {
		long begun = System.nanoTime();
		while (!attempt.succeeds()) {
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT);
			Thread.sleep(100);
		}
	}

	/** Asks for what is open, and believes this certificate and no other. */
	private static String get(int port, Certificate trusted) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("registry", trusted);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, trust.getTrustManagers(), null);
		SSLSocketFactory sockets = tls.getSocketFactory();
		try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
			socket.getOutputStream()
				.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private Certificate make(String name, Path certificate, Path key) throws Exception {
		Path file = this.directory.resolve(name + ".p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name,
				"-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
				file.toString(), "-storepass", new String(PASSWORD))
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		KeyStore made = KeyStore.getInstance(file.toFile(), PASSWORD);
		write(key, "PRIVATE KEY", made.getKey(name, PASSWORD).getEncoded());
		write(certificate, "CERTIFICATE", made.getCertificate(name).getEncoded());
		return made.getCertificate(name);
	}

	private static void write(Path file, String label, byte[] der) throws IOException {
		String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		Files.writeString(file, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, body));
	}

	/** Something that may fail, and is tried until it does not. */
	private interface Attempt {

		boolean succeeds() throws Exception;

	}

}
