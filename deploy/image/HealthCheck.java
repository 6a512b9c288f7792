import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The health check of the image, which promises neither a shell nor curl: asks the service in this container whether
 * it is ready, and ends with 0 if it is. No part of the service, where nothing may open a connection. A plain socket is
 * what a JVM loads fastest: the whole takes it less than 0.1 s of one core.
 */
final class HealthCheck {

	private static final int PATIENCE_MILLIS = 3000;

	private HealthCheck() {
	}

	public static void main(String[] args) {
		int port = Integer.parseInt(System.getenv().getOrDefault("SERVER_PORT", "8080"));
		try (Socket service = new Socket(InetAddress.getLoopbackAddress(), port)) {
			service.setSoTimeout(PATIENCE_MILLIS);
			service.getOutputStream()
				.write("GET /actuator/health/readiness HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String status = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
			System.out.println(status);
			System.exit((status != null && status.contains(" 200")) ? 0 : 1);
		}
		catch (IOException ex) {
			System.out.println("Nothing answers on port " + port + ": " + ex.getMessage());
			System.exit(1);
		}
	}

}
