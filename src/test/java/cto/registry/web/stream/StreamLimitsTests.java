package cto.registry.web.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Slow readers, many readers, readers that are gone, and the end of the service.
 */
class StreamLimitsTests {

	/** With it a record has about 300 kB. */
	private static final String ARGUMENTS = "{\"argv\": [" + ("\"" + "x".repeat(4000) + "\",").repeat(75) + "\"x\"]}";

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void sendsAHeartbeatToWhoeverHasNoNews() throws Exception {
		try (AnotherService service = AnotherService.on(this.database, "--registry.stream.heartbeat=500ms")) {
			long begin = System.nanoTime();
			try (Subscriber reader = Subscriber.open(service.port(), "")) {
				while (reader.comments() < 4) {
					assertThat(reader.nextWithin(10)).isNull();
					assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(20).toNanos());
				}
				// the first comment opens the stream, and the others have two pauses
				// between them
				assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(900).toNanos());
			}
		}
	}

	@Test
	void breaksOffAReaderThatTakesNothingWhileAQuickOneGetsEverything() throws Exception {
		try (AnotherService service = AnotherService.on(this.database, "--registry.stream.write-timeout=1s",
				"--registry.stream.max-lag=64MB");
				SlowReader slow = new SlowReader(service.port());
				Subscriber quick = Subscriber.open(service.port(), "")) {
			getsEverything(quick, recordLarge(service, 40));
			Thread.sleep(1500);
			assertThat(slow.drains()).isFalse();
		}
	}

	@Test
	void breaksOffAReaderThatFallsBehindTheBufferWhileAQuickOneGetsEverything() throws Exception {
		try (AnotherService service = AnotherService.on(this.database, "--registry.stream.write-timeout=10m",
				"--registry.stream.max-lag=1MB");
				SlowReader slow = new SlowReader(service.port());
				Subscriber quick = Subscriber.open(service.port(), "")) {
			getsEverything(quick, recordLarge(service, 40));
			assertThat(slow.drains()).isFalse();
		}
	}

	@Test
	void replaysMoreThanTheBufferHolds() throws Exception {
		try (AnotherService service = AnotherService.on(this.database, "--registry.stream.max-lag=1MB")) {
			List<String> records = recordLarge(service, 30);
			try (Subscriber all = Subscriber.after(service.port(), -1)) {
				getsEverything(all, records);
			}
		}
	}

	@Test
	void hasNoMorePlacesThanConfiguredAndFreesThoseOfReadersThatAreGone() throws Exception {
		try (AnotherService service = AnotherService.on(this.database, "--registry.stream.max-subscribers=2",
				"--registry.stream.heartbeat=100ms")) {
			Client anyone = service.client();
			try (Subscriber one = Subscriber.open(service.port(), "");
					Subscriber two = Subscriber.open(service.port(), "")) {
				Reply reply = anyone.get("/api/v1/stream");
				assertThat(reply.status()).isEqualTo(503);
				assertThat(reply.at("/code")).isEqualTo("overloaded");
				assertThat(reply.at("/detail")).isEqualTo("2 streams are open, the limit; try again later");
				assertThat(reply.header("Retry-After")).isEqualTo("5");
				assertThat(anyone.get("/api/v1/execution-requests").status()).isEqualTo(200);
				assertThat(one.endsWithin(0) || two.endsWithin(0)).isFalse();
			}
			// a bad request does not cost a place
			assertThat(anyone.get("/api/v1/stream?after=x").status()).isEqualTo(400);
			Thread.sleep(1000);
			try (Subscriber one = Subscriber.open(service.port(), "");
					Subscriber two = Subscriber.open(service.port(), "")) {
				assertThat(one.endsWithin(0) || two.endsWithin(0)).isFalse();
			}
		}
	}

	@Test
	void endsWithTheServiceWithoutHoldingItUp() throws Exception {
		AnotherService service = AnotherService.on(this.database, "--registry.stream.write-timeout=10m",
				"--registry.stream.max-lag=64MB");
		try (SlowReader slow = new SlowReader(service.port()); Subscriber quick = Subscriber.open(service.port(), "")) {
			recordLarge(service, 40);
			quick.next(40);
			long before = System.nanoTime();
			service.close();
			Duration stopping = Duration.ofNanos(System.nanoTime() - before);
			System.out.println("StreamLimitsTests: stopped in " + stopping.toMillis() + " ms");
			assertThat(stopping).isLessThan(Duration.ofSeconds(5));
			assertThat(quick.endsWithin(1000)).isTrue();
			assertThat(slow.drains()).isFalse();
		}
		finally {
			service.close();
		}
	}

	@Test
	void refusesToStartWithALimitThatCannotBe() {
		for (String setting : List.of("max-readers=0", "heartbeat=0s", "poll=2h", "patience=-1s", "buffer=1KB")) {
			assertThatThrownBy(() -> AnotherService.on(this.database, "--registry.stream." + setting))
				.hasStackTraceContaining("registry.stream." + setting.substring(0, setting.indexOf('=')) + " is");
		}
	}

	private static List<String> recordLarge(AnotherService service, int count) {
		Client alice = service.client().as(Tokens.ALICE);
		List<String> records = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Reply reply = alice.record(TestPacket.fresh().with("harness_command", ARGUMENTS).bytes());
			assertThat(reply.status()).isEqualTo(201);
			records.add(reply.text());
		}
		return records;
	}

	private static void getsEverything(Subscriber reader, List<String> records) throws InterruptedException {
		List<Subscriber.Received> events = reader.next(records.size());
		assertThat(events.stream().map(Subscriber.Received::data).toList().equals(records)).isTrue();
		assertThat(events).extracting(Subscriber.Received::index)
			.containsExactlyElementsOf(LongStream.range(0, records.size()).boxed().toList());
	}

}
