package cto.registry.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import cto.registry.problem.OverloadedException;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Searches that take as long as they may: nobody else waits for them, and no record for
 * what they search in.
 */
@RegistryTest
@DirtiesContext
class SearchUnderAttackTests {

	private static final String LIST = "/api/v1/execution-requests";

	private final Client alice;

	private final TestDatabase database;

	private final SearchBulkhead bulkhead;

	SearchUnderAttackTests(@LocalServerPort int port, @Autowired TestDatabase database,
			@Autowired SearchBulkhead bulkhead) {
		this.bulkhead = bulkhead;
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void holdUpNeitherListsNorCheckpointNorPostsWhenAsManyRunAsMay() {
		CountDownLatch done = new CountDownLatch(1);
		List<Callable<Boolean>> running = Collections.nCopies(SearchBulkhead.PERMITS,
				() -> this.bulkhead.run((deadline) -> awaited(done)));
		List<Boolean> ended = Senders.run(SearchBulkhead.PERMITS, running, () -> {
			Reply refusal = this.alice.get(LIST + "?q=anything");
			assertThat(refusal.at("/type")).isEqualTo("/problems/overloaded");
			assertThat(refusal.at("/detail")).contains("Too many searches are running");
			for (String path : List.of(LIST, LIST + "?submitted_by=alice", "/log/checkpoint", "/health")) {
				assertThat(this.alice.get(path).status()).isEqualTo(200);
			}
			assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			done.countDown();
		});
		assertThat(ended).containsOnly(true);
		assertThat(this.alice.get(LIST + "?q=anything").status()).isEqualTo(200);
	}

	@Test
	void areEndedWhenTheirTimeIsUp() throws Exception {
		TestDatabase other = TestDatabase.migrated();
		DriverManagerDataSource reader = new DriverManagerDataSource(other.url(), other.reader().user(),
				other.reader().password());
		// of the driver, without which nothing else ends what waits here
		Properties hangUp = new Properties();
		hangUp.setProperty("socketTimeout", "20");
		reader.setConnectionProperties(hangUp);
		RecordSearch search = new RecordSearch(new JdbcTemplate(reader),
				new SearchBulkhead(1, Duration.ZERO, Duration.ofSeconds(1)));
		RecordFilter filter = new RecordFilter(null, null, null, null, null, null, null, null, null, null, "anything");
		try (Connection holder = locked(other, "registry.indexed_block IN ACCESS EXCLUSIVE MODE")) {
			long begun = System.nanoTime();
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> search.find(filter, Long.MAX_VALUE, 1))
				.withMessageContaining("The search took longer than 1 s");
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
			holder.rollback();
		}
		assertThat(search.find(filter, Long.MAX_VALUE, 1)).isEmpty();
	}

	@Test
	void findEachRecordBeforeAndAfterItIsIndexed() throws Exception {
		Set<Long> recorded = new LinkedHashSet<>();
		try (Connection other = locked(this.database, "registry.term_block IN SHARE MODE")) {
			List<Callable<Reply>> posts = new ArrayList<>();
			for (int i = 0; i < 2 * TermBlocks.SIZE; i++) {
				posts.add(() -> this.alice.record(TestPacket.fresh().with("notes", "\"needle\"").bytes()));
			}
			for (Reply reply : Senders.run(8, posts)) {
				assertThat(reply.status()).as("though the index cannot be written").isEqualTo(201);
				recorded.add(reply.json().get("log_index").asLong());
			}
			assertThat(this.database.number("SELECT count(*) FROM registry.indexed_block")).isZero();
			assertThat(found()).isEqualTo(recorded);
			other.rollback();
		}
		for (int i = 0; i < 300 && this.database.number("SELECT count(*) FROM registry.indexed_block") < 2; i++) {
			assertThat(found()).isEqualTo(recorded);
			Thread.sleep(100);
		}
		assertThat(this.database.number("SELECT count(*) FROM registry.indexed_block")).isGreaterThanOrEqualTo(2);
		assertThat(found()).isEqualTo(recorded);
	}

	private Set<Long> found() {
		Set<Long> found = new LinkedHashSet<>();
		String cursor = "";
		do {
			Reply page = this.alice.get(LIST + "?limit=200&q=needle" + cursor);
			page.json().get("items").forEach((item) -> found.add(item.get("log_index").asLong()));
			cursor = page.json().get("next_cursor").isNull() ? "" : "&cursor=" + page.at("/next_cursor");
		}
		while (!cursor.isEmpty());
		return found;
	}

	private static boolean awaited(CountDownLatch latch) {
		try {
			return latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Locks a table until the transaction ends. */
	private static Connection locked(TestDatabase database, String lock) throws SQLException {
		Connection other = database.connect(database.owner());
		other.setAutoCommit(false);
		try (Statement statement = other.createStatement()) {
			statement.execute("LOCK TABLE " + lock);
		}
		return other;
	}

}
