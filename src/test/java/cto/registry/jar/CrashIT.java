package cto.registry.jar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What got a 201 is there after {@code kill -9} of service and database, byte for byte,
 * and in the signed tree.
 */
class CrashIT {

	private static final int CLIENTS = 8;

	private static final int ROUNDS = 3;

	@Test
	void losesNoAcknowledgedPacketWhenServiceAndDatabaseAreKilled(@TempDir Path directory) throws Exception {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("CrashIT seed " + seed);
		Random random = new Random(seed);
		Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
		int port = Service.freePort();
		for (int round = 0; round < ROUNDS; round++) {
			Service service = Service.start(directory, port);
			ExecutorService clients = post(service.client(), acknowledged);
			int enough = acknowledged.size() + CLIENTS;
			while (acknowledged.size() < enough) {
				Thread.sleep(20);
			}
			Thread.sleep(random.nextInt(1500));
			service.killBoth();
			clients.shutdownNow();
			assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
		try (Service service = Service.start(directory, port)) {
			Client client = service.client();
			acknowledged.forEach((path, packet) -> assertThat(client.get(path).body()).isEqualTo(packet));
			List<Long> indices = indices(client);
			System.out.println("CrashIT: " + acknowledged.size() + " acknowledged, " + indices.size() + " recorded");
			assertThat(acknowledged).hasSizeGreaterThan(10);
			assertThat(indices).hasSizeGreaterThanOrEqualTo(acknowledged.size())
				.containsExactlyElementsOf(LongStream.range(0, indices.size()).boxed().toList());
			assertThat(Service.command(directory, "audit")).contains("No findings");
		}
	}

	/** Each client posts until the service is gone; what got a 201 is kept. */
	private static ExecutorService post(Client client, Map<String, byte[]> acknowledged) {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		for (int i = 0; i < CLIENTS; i++) {
			clients.execute(() -> {
				try {
					while (!Thread.currentThread().isInterrupted()) {
						byte[] packet = TestPacket.fresh().bytes();
						Reply reply = client.record(packet);
						if (reply.status() == 201) {
							acknowledged.put(reply.at("/packet/href"), packet);
						}
					}
				}
				catch (IllegalStateException ex) {
					// the service was killed
				}
			});
		}
		return clients;
	}

	private static List<Long> indices(Client client) {
		List<Long> indices = new ArrayList<>();
		String target = "/api/v1/execution-requests?limit=200";
		String cursor = "";
		while (cursor != null) {
			JsonNode page = client.get(target + cursor).json();
			page.get("items").forEach((item) -> indices.add(0, item.get("log_index").asLong()));
			cursor = page.get("next_cursor").isNull() ? null : "&cursor=" + page.get("next_cursor").asString();
		}
		return indices;
	}

}
