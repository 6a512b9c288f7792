package cto.registry.web.stream;

import java.time.Duration;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyStreamsTests {

	private static final int READERS = 2000;

	private static final int RECORDS = 5;

	@Test
	void bringARecordToTwoThousandReadersAtTheCostOfOneQuery() throws Exception {
		TestDatabase database = TestDatabase.fresh();
		int others = Thread.activeCount();
		try (AnotherService service = AnotherService.on(database);
				ManyReaders readers = new ManyReaders(service.port(), READERS)) {
			Client alice = service.client().as(Tokens.ALICE);
			int threads = Thread.activeCount();
			StringBuilder events = new StringBuilder(": open\nretry: 3000\nid: -1\n\n");
			for (int index = 0; index < RECORDS; index++) {
				long before = System.nanoTime();
				Reply record = alice.record(TestPacket.fresh().bytes());
				String event = "event: recorded\nid: " + index + "\ndata: " + record.text() + "\n\n";
				readers.await(event, Duration.ofSeconds(20));
				System.out.println("ManyStreamsTests: " + READERS + " readers had record " + index + " after "
						+ Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms");
				events.append(event);
			}
			assertThat(readers.received()).hasSize(READERS).containsOnly(events.toString());
			assertThat(threads - others).isLessThan(READERS / 10);
		}
	}

}
