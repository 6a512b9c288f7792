package cto.registry.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;

import cto.registry.contract.Contract;
import org.jspecify.annotations.Nullable;

/**
 * A client that holds every answer against the committed contract.
 */
public final class Client {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	private final @Nullable String token;

	private Client(String base, @Nullable String token) {
		this.base = base;
		this.token = token;
	}

	/**
	 * A client without a token.
	 * @param port the service's port on 127.0.0.1
	 * @return the client
	 */
	public static Client at(int port) {
		return new Client("http://127.0.0.1:" + port, null);
	}

	/**
	 * The same client with a token.
	 * @param bearer the token
	 * @return another client
	 */
	public Client as(String bearer) {
		return new Client(this.base, bearer);
	}

	public Reply get(String target, String... headers) {
		return send("GET", target, new byte[0], headers);
	}

	/**
	 * Posts a JSON packet for recording.
	 * @param packet its bytes
	 * @param headers names and values in turn
	 * @return the answer
	 */
	public Reply record(byte[] packet, String... headers) {
		return post("/api/v1/execution-requests", "application/json", packet, headers);
	}

	public Reply post(String target, String contentType, byte[] body, String... headers) {
		String[] all = new String[headers.length + 2];
		all[0] = "Content-Type";
		all[1] = contentType;
		System.arraycopy(headers, 0, all, 2, headers.length);
		return send("POST", target, body, all);
	}

	/**
	 * Sends a request and checks that the contract allows the answer.
	 * @param method the method
	 * @param target path and query
	 * @param body the body, empty for none
	 * @param headers names and values in turn
	 * @return the answer
	 */
	public Reply send(String method, String target, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + target))
			.method(method, (body.length > 0 || method.equals("POST")) ? HttpRequest.BodyPublishers.ofByteArray(body)
					: HttpRequest.BodyPublishers.noBody());
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			Map<String, String> received = response.headers()
				.map()
				.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> String.join(", ", entry.getValue())));
			Contract.committed()
				.check(method, target, response.statusCode(), received.get("content-type"), received, response.body());
			return new Reply(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + target, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
