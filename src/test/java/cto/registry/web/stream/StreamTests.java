package cto.registry.web.stream;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

@RegistryTest
@DirtiesContext
class StreamTests {

	private static final String ROUTE = "/api/v1/stream";

	private final int port;

	private final Client alice;

	private final TestDatabase database;

	private final StoredEvents events;

	private long end;

	StreamTests(@LocalServerPort int port, @Autowired TestDatabase database, @Autowired StoredEvents events) {
		this.events = events;
		this.port = port;
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@BeforeEach
	void seesWhereTheLogEnds() throws SQLException {
		this.end = this.database.number("SELECT coalesce(max(log_index), -1) FROM registry.execution_request");
	}

	@Test
	void sendsTheBytesThatTheRecordsOwnPathGives() throws Exception {
		try (Subscriber reader = Subscriber.open(this.port, "")) {
			Reply record = this.alice
				.record(TestPacket.fresh().with("notes", "\"Zeile\\n\\nevent: forged\\n\\ndata: ü 漢\"").bytes());
			assertThat(record.status()).isEqualTo(201);
			Subscriber.Received event = reader.next();
			assertThat(event.type()).isEqualTo("recorded");
			assertThat(event.index()).isEqualTo(record.json().get("log_index").asLong()).isEqualTo(this.end + 1);
			assertThat(event.data()).isEqualTo(record.text())
				.isEqualTo(this.alice.get(String.valueOf(record.header("Location"))).text());
		}
	}

	@Test
	void beginsAfterTheLastRecordThereIsAndSaysWhereThatIs() throws Exception {
		this.alice.record(TestPacket.fresh().bytes());
		try (Subscriber reader = Subscriber.open(this.port, "")) {
			assertThat(reader.nextWithin(300)).isNull();
			assertThat(reader.lastEventId()).isEqualTo(String.valueOf(this.end + 1));
			assertThat(reader.retry()).isEqualTo("3000");
			assertThat(reader.comments()).isEqualTo(1);
			this.alice.record(TestPacket.fresh().bytes());
			assertThat(reader.next().index()).isEqualTo(this.end + 2);
		}
	}

	@Test
	void replaysFromAnyPointAndGoesOn() throws Exception {
		int more = 3 * StoredEvents.PAGE + 5;
		List<String> records = record(more);
		long last = this.end + more;
		for (long start : new long[] { -1, this.end, this.end + 1, last - StoredEvents.PAGE, last - 1, last }) {
			try (Subscriber byHeader = Subscriber.after(this.port, start);
					Subscriber byParameter = Subscriber.open(this.port, "?after=" + start)) {
				List<Subscriber.Received> events = byHeader.next((int) (last - start));
				assertThat(events).extracting(Subscriber.Received::index)
					.containsExactlyElementsOf(LongStream.rangeClosed(start + 1, last).boxed().toList());
				assertThat(byParameter.next((int) (last - start))).isEqualTo(events);
				for (Subscriber.Received event : events) {
					if (event.index() > this.end) {
						assertThat(event.data()).isEqualTo(records.get((int) (event.index() - this.end - 1)));
					}
				}
				assertThat(byHeader.nextWithin(50)).isNull();
			}
		}
		try (Subscriber reader = Subscriber.after(this.port, last - 2)) {
			record(1);
			assertThat(reader.next(3)).extracting(Subscriber.Received::index).containsExactly(last - 1, last, last + 1);
		}
	}

	@Test
	void readsNoMoreOfLargeRecordsAtOnceThanAPageHolds() {
		String argument = "\"" + "x".repeat(4000) + "\"";
		String command = "{\"argv\": [" + argument + ("," + argument).repeat(30) + "]}";
		for (int i = 0; i < 5; i++) {
			this.alice.record(TestPacket.fresh().with("harness_command", command).bytes());
		}
		List<RecordedEvent> page = this.events.after(this.end);
		// each has some 124 kB
		assertThat(page).extracting(RecordedEvent::index).containsExactly(this.end + 1, this.end + 2, this.end + 3);
		assertThat(StoredEvents.isFull(page)).isTrue();
		List<RecordedEvent> rest = this.events.after(this.end + 3);
		assertThat(rest).hasSize(2);
		assertThat(StoredEvents.isFull(rest)).isFalse();
	}

	@Test
	void believesTheHeaderRatherThanTheParameter() throws Exception {
		record(3);
		try (Subscriber reader = Subscriber.open(this.port, "?after=-1", "Last-Event-ID",
				String.valueOf(this.end + 2))) {
			assertThat(reader.next().index()).isEqualTo(this.end + 3);
		}
	}

	/** Such a row is in no signed tree, and readers see it as such a record. */
	@Test
	void sendsWhatSomebodyElseInsertedWithoutATell() throws Exception {
		TestDatabase other = TestDatabase.fresh();
		try (AnotherService service = AnotherService.on(other);
				Subscriber reader = Subscriber.open(service.port(), "")) {
			Client sender = service.client().as(Tokens.ALICE);
			assertThat(sender.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			assertThat(reader.next().index()).isZero();
			other.execute(other.writer(), Row.valid(1).insert());
			Subscriber.Received event = reader.next();
			assertThat(event.index()).isOne();
			assertThat(event.data()).contains("\"packet_id\":\"row-1\"");
		}
	}

	@ParameterizedTest
	@CsvSource({ "?after=, after", "?after=x, after", "?after=-2, after", "?after=01, after", "?after=1e3, after",
			"?after=9223372036854775808, after", "?after=1&after=1, after", "?before=1, before" })
	void refusesABadParameter(String query, String named) {
		Reply reply = this.alice.get(ROUTE + query);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/code")).isEqualTo("invalid_parameter");
		assertThat(reply.at("/detail")).contains(named);
	}

	@ParameterizedTest
	@CsvSource({ "x", "-2", "'1, 2'", "1.5" })
	void refusesABadLastEventId(String id) {
		Reply reply = this.alice.get(ROUTE + "?after=-1", "Last-Event-ID", id);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/detail")).contains("Last-Event-ID");
	}

	@Test
	void refusesAnIndexThatTheLogHasNotReached() {
		record(1);
		Reply reply = this.alice.get(ROUTE + "?after=" + (this.end + 2));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/detail")).isEqualTo("after is " + (this.end + 2) + ", and this log ends at "
				+ (this.end + 1) + "; write -1 to " + (this.end + 1));
	}

	@Test
	void existsAsEventsOnly() {
		assertThat(this.alice.get(ROUTE, "Accept", "application/json").status()).isEqualTo(406);
		for (String method : List.of("PUT", "PATCH", "DELETE", "POST")) {
			Reply reply = this.alice.send(method, ROUTE, new byte[0]);
			assertThat(reply.status()).isEqualTo(405);
			assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
		}
	}

	@Test
	void answersHeadWithTheHeadersAlone() {
		Reply reply = this.alice.send("HEAD", ROUTE + "?after=-1", new byte[0]);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.header("Content-Type")).startsWith("text/event-stream");
		assertThat(this.alice.send("HEAD", ROUTE + "?after=x", new byte[0]).status()).isEqualTo(400);
	}

	private List<String> record(int count) {
		List<String> records = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Reply reply = this.alice.record(TestPacket.fresh().bytes());
			assertThat(reply.status()).isEqualTo(201);
			records.add(reply.text());
		}
		return records;
	}

}
