package cto.registry.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces, sent to a receiver of OTLP over HTTP. The spans are protobuf, in which texts
 * and ids stand as they are.
 */
class TracingTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String SECRET = "hunter2AKIA";

	private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

	private HttpServer receiver = receiver();

	@BeforeEach
	void listen() {
		this.receiver.createContext("/v1/traces", (exchange) -> {
			this.received.add(exchange.getRequestBody().readAllBytes());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.receiver.start();
	}

	@AfterEach
	void close() {
		this.receiver.stop(0);
	}

	@Test
	void areSentWhereAnEndpointIsSetAndHoldNoPacketTokenOrQuery() throws Exception {
		String endpoint = "http://127.0.0.1:" + this.receiver.getAddress().getPort() + "/v1/traces";
		try (AnotherService service = AnotherService.on(TestDatabase.fresh(),
				"--management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint,
				"--management.tracing.sampling.probability=1.0",
				"--management.opentelemetry.tracing.export.schedule-delay=100ms")) {
			Client alice = service.client().as(Tokens.ALICE);
			String record = String.valueOf(
					alice
						.record(TestPacket.fresh().with("title", "\"" + SECRET + "\"").bytes(), "traceparent",
								"00-" + TRACE + "-00f067aa0ba902b7-01")
						.header("Location"));
			alice.get(record);
			alice.get("/api/v1/execution-requests?q=" + SECRET);
			service.client().as("wrong-" + SECRET).record(TestPacket.fresh().bytes());
			String spans = spansUntil("/api/v1/execution-requests/{id}");
			assertThat(spans).contains("request-registry", "http post /api/v1/execution-requests",
					new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1));
			assertThat(spans + rest()).doesNotContain(SECRET).doesNotContain(Tokens.ALICE).doesNotContain("Bearer");
			assertThat(Scrape.of(alice).names()).contains("http_server_requests_seconds_count",
					"http_server_requests_seconds_bucket");
		}
	}

	private String spansUntil(String name) throws InterruptedException {
		StringBuilder spans = new StringBuilder();
		while (spans.indexOf(name) < 0) {
			byte[] more = this.received.poll(30, TimeUnit.SECONDS);
			assertThat(more).as("spans with " + name + ", after " + spans).isNotNull();
			spans.append(new String(more, StandardCharsets.ISO_8859_1));
		}
		return spans.toString();
	}

	private String rest() throws InterruptedException {
		StringBuilder spans = new StringBuilder();
		for (byte[] more = this.received.poll(2, TimeUnit.SECONDS); more != null; more = this.received.poll()) {
			spans.append(new String(more, StandardCharsets.ISO_8859_1));
		}
		return spans.toString();
	}

	private static HttpServer receiver() {
		try {
			return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
