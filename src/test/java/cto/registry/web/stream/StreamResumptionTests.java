package cto.registry.web.stream;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No record is missed and none comes twice, whatever breaks.
 */
@RegistryTest
@DirtiesContext
class StreamResumptionTests {

	/** So rare that only notifications can explain what arrives sooner. */
	private static final String NO_POLL = "--registry.stream.poll-interval=30m";

	private static final String LISTENS = "application_name = '" + StreamConfiguration.APPLICATION_NAME
			+ "' AND datname = current_database()";

	private final int port;

	private final Client alice;

	private final TestDatabase database;

	StreamResumptionTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.port = port;
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void resumesOverInstancesAndRestartsWhileBothRecord() throws Exception {
		long start = end();
		AtomicBoolean going = new AtomicBoolean(true);
		AtomicInteger recorded = new AtomicInteger();
		List<Long> seen = new ArrayList<>();
		CompletableFuture<Void> here = post(this.alice, going, recorded);
		String last = String.valueOf(start);
		for (int restart = 0; restart < 2; restart++) {
			AnotherService other = AnotherService.on(this.database);
			try {
				AtomicBoolean otherGoing = new AtomicBoolean(true);
				CompletableFuture<Void> there = post(other.client().as(Tokens.ALICE), otherGoing, recorded);
				for (int connection = 0; connection < 4; connection++) {
					int at = (connection % 2 == 0) ? other.port() : this.port;
					try (Subscriber reader = Subscriber.open(at, "?after=" + start, "Last-Event-ID", last)) {
						reader.next(40).forEach((event) -> seen.add(event.index()));
						last = String.valueOf(seen.get(seen.size() - 1));
					}
				}
				otherGoing.set(false);
				there.join();
				try (Subscriber reader = Subscriber.open(other.port(), "", "Last-Event-ID", last)) {
					reader.next(5).forEach((event) -> seen.add(event.index()));
					other.close();
					assertThat(reader.endsWithin(10_000)).isTrue();
					for (Subscriber.Received event = reader.nextWithin(0); event != null; event = reader
						.nextWithin(0)) {
						seen.add(event.index());
					}
					last = reader.lastEventId();
				}
			}
			finally {
				other.close();
			}
		}
		going.set(false);
		here.join();
		long end = start + recorded.get();
		assertThat(end()).isEqualTo(end);
		try (Subscriber reader = Subscriber.open(this.port, "", "Last-Event-ID", last)) {
			reader.next((int) (end - Long.parseLong(last))).forEach((event) -> seen.add(event.index()));
			assertThat(reader.nextWithin(100)).isNull();
		}
		assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(start + 1, end).boxed().toList());
		System.out.println("StreamResumptionTests: " + seen.size() + " records over 11 connections");
	}

	@Test
	void bringsWhatAnotherInstanceRecordsAtOnce() throws Exception {
		try (AnotherService other = AnotherService.on(this.database, NO_POLL)) {
			long begun = now(this.database);
			try (Subscriber reader = Subscriber.open(other.port(), "")) {
				awaitListener(this.database, begun);
				for (int i = 0; i < 5; i++) {
					long before = System.nanoTime();
					String record = record(this.alice);
					assertThat(reader.next().data()).isEqualTo(record);
					assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
				}
			}
		}
	}

	@Test
	void losesNothingWhenTheListeningConnectionIsTerminated() throws Exception {
		long start = end();
		try (AnotherService other = AnotherService.on(this.database, NO_POLL)) {
			long begun = now(this.database);
			try (Subscriber reader = Subscriber.open(other.port(), "")) {
				int posts = 60;
				for (int i = 0; i < posts; i++) {
					if (i % 20 == 10) {
						awaitListener(this.database, begun);
						begun = now(this.database);
						assertThat(this.database
							.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + LISTENS))
							.isPositive();
					}
					record(this.alice);
				}
				assertThat(reader.next(posts)).extracting(Subscriber.Received::index)
					.containsExactlyElementsOf(LongStream.rangeClosed(start + 1, start + posts).boxed().toList());
				awaitListener(this.database, begun);
			}
		}
	}

	@Test
	void waitsAtARowThatSomebodyMadeUnreadableAndGoesOnOnceItIsMended() throws Exception {
		TestDatabase own = TestDatabase.fresh();
		try (AnotherService other = AnotherService.on(own, "--registry.stream.poll-interval=50ms")) {
			Client sender = other.client().as(Tokens.ALICE);
			record(sender);
			own.execute(own.superuser(), """
					ALTER TABLE registry.execution_request DISABLE TRIGGER execution_request_append_only;
					ALTER TABLE registry.execution_request ALTER packet_sha256 DROP NOT NULL;
					UPDATE registry.execution_request SET packet_sha256 = NULL""");
			try (Subscriber reader = Subscriber.open(other.port(), "", "Last-Event-ID", "0")) {
				assertThat(reader.endsWithin(500)).isFalse();
				own.execute(own.superuser(), """
						UPDATE registry.execution_request SET packet_sha256 = sha256(packet);
						ALTER TABLE registry.execution_request ALTER packet_sha256 SET NOT NULL;
						ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_append_only""");
				assertThat(reader.nextWithin(500)).isNull();
				String record = record(sender);
				assertThat(reader.next().data()).isEqualTo(record);
			}
		}
	}

	@Test
	void listensOnlyWhileSomebodyReads() throws Exception {
		TestDatabase own = TestDatabase.fresh();
		try (AnotherService other = AnotherService.on(own, "--registry.stream.heartbeat=50ms")) {
			assertThat(listeners(own, 0)).isZero();
			try (Subscriber reader = Subscriber.open(other.port(), "")) {
				awaitListener(own, 0);
				assertThat(reader.endsWithin(0)).isFalse();
			}
			long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
			while (listeners(own, 0) > 0) {
				assertThat(System.nanoTime()).as("somebody listens after 10 s").isLessThan(end);
				Thread.sleep(20);
			}
		}
	}

	/** Posts until it is told to stop, and for a minute at most. */
	private CompletableFuture<Void> post(Client client, AtomicBoolean going, AtomicInteger recorded) {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		return CompletableFuture.runAsync(() -> {
			while (going.get() && System.nanoTime() < end) {
				record(client);
				recorded.incrementAndGet();
			}
		});
	}

	private static String record(Client client) {
		Reply reply = client.record(TestPacket.fresh().bytes());
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return reply.text();
	}

	/** Not the shared service, which may not know yet that readers of before are gone. */
	private static void awaitListener(TestDatabase database, long since) throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (listeners(database, since) == 0) {
			assertThat(System.nanoTime()).as("nobody listens after 10 s").isLessThan(end);
			Thread.sleep(20);
		}
	}

	private static long listeners(TestDatabase database, long since) throws SQLException {
		return database.number("SELECT count(*) FROM pg_stat_activity WHERE " + LISTENS
				+ " AND extract(epoch FROM backend_start) * 1000 >= " + since);
	}

	/** Milliseconds, by the database's clock. */
	private static long now(TestDatabase database) throws SQLException {
		return database.number("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)");
	}

	private long end() throws SQLException {
		return this.database.number("SELECT coalesce(max(log_index), -1) FROM registry.execution_request");
	}

}
