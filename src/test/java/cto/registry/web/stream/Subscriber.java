package cto.registry.web.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import cto.registry.contract.Contract;
import cto.registry.testing.Tokens;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader of the stream, which interprets it as the HTML standard says (section 9.2.6).
 */
final class Subscriber implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final String ROUTE = "/api/v1/stream";

	private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

	private final AtomicInteger comments = new AtomicInteger();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final InputStream body;

	private volatile String lastEventId = "";

	private volatile String retry = "";

	private Subscriber(InputStream body) {
		this.body = body;
		Thread thread = new Thread(this::read, "subscriber");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Opens a stream.
	 * @param port the service's port
	 * @param query the query, with its question mark, or nothing
	 * @param headers names and values in turn
	 * @return the reader, once the head of the answer has come
	 */
	static Subscriber open(int port, String query, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ROUTE + query))
			.header("Authorization", "Bearer " + Tokens.READER);
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
			Map<String, String> head = response.headers()
				.map()
				.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> String.join(", ", entry.getValue())));
			Contract.committed()
				.check("GET", ROUTE + query, response.statusCode(), head.get("content-type"), head, new byte[0]);
			assertThat(response.statusCode()).isEqualTo(200);
			return new Subscriber(response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Opens a stream behind a record. */
	static Subscriber after(int port, long index) {
		return open(port, "", "Last-Event-ID", String.valueOf(index));
	}

	/** Waits for the next event. */
	Received next() throws InterruptedException {
		Received next = this.received.poll(20, TimeUnit.SECONDS);
		if (next == null) {
			throw new AssertionError("no event within 20 s after the id " + this.lastEventId);
		}
		return next;
	}

	/** Takes the next event if it comes in that time. */
	@Nullable Received nextWithin(long millis) throws InterruptedException {
		return this.received.poll(millis, TimeUnit.MILLISECONDS);
	}

	/** Waits for as many events. */
	List<Received> next(int count) throws InterruptedException {
		List<Received> events = new ArrayList<>();
		while (events.size() < count) {
			events.add(next());
		}
		return events;
	}

	boolean endsWithin(long millis) throws InterruptedException {
		return this.ended.await(millis, TimeUnit.MILLISECONDS);
	}

	int comments() {
		return this.comments.get();
	}

	/** What an EventSource would send when it connects again. */
	String lastEventId() {
		return this.lastEventId;
	}

	String retry() {
		return this.retry;
	}

	@Override
	public void close() {
		try {
			this.body.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(this.body, StandardCharsets.UTF_8))) {
			String type = "message";
			StringBuilder data = new StringBuilder();
			String id = "";
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				int colon = line.indexOf(':');
				String field = (colon < 0) ? line : line.substring(0, colon);
				String value = (colon < 0) ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
				switch (field) {
					case "event" -> type = value;
					case "data" -> data.append(value).append('\n');
					case "id" -> id = value;
					case "retry" -> this.retry = value;
					case "" -> {
						if (colon == 0) {
							this.comments.incrementAndGet();
							continue;
						}
						this.lastEventId = id;
						if (data.length() > 0) {
							this.received.add(new Received(type, id, data.substring(0, data.length() - 1)));
						}
						type = "message";
						data.setLength(0);
					}
					default -> throw new IllegalStateException("an unknown field: " + line);
				}
			}
		}
		catch (IOException ex) {
			// closed, by this side or by the other
		}
		finally {
			this.ended.countDown();
		}
	}

	/**
	 * An event.
	 *
	 * @param type its type
	 * @param id the last id when it came
	 * @param data its data
	 */
	record Received(String type, String id, String data) {

		long index() {
			return Long.parseLong(this.id);
		}

	}

}
