package cto.registry.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

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
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches that take as long as they may: nobody else waits for them, and no record for
 * what they search in.
 */
@RegistryTest
@DirtiesContext
class SearchUnderAttackTests {

	private static final String LIST = "/api/v1/execution-requests";

	private static final int SEARCHES = 18;

	private final Client alice;

	private final TestDatabase database;

	SearchUnderAttackTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void areEndedAndHoldUpNeitherListsNorCheckpointNorPosts() throws Exception {
		List<Callable<Reply>> searches = new ArrayList<>();
		for (int i = 0; i < SEARCHES; i++) {
			searches.add(() -> this.alice.get(LIST + "?q=anything"));
		}
		List<Reply> meanwhile = new ArrayList<>();
		List<Reply> replies;
		try (Connection other = locked("registry.indexed_block")) {
			replies = Senders.run(SEARCHES, searches, () -> {
				for (int i = 0; i < 20; i++) {
					meanwhile.add(this.alice.get(LIST));
					meanwhile.add(this.alice.get(LIST + "?submitted_by=alice"));
					meanwhile.add(this.alice.get("/log/checkpoint"));
					meanwhile.add(this.alice.record(TestPacket.fresh().bytes()));
				}
			});
			other.rollback();
		}
		assertThat(meanwhile).allMatch((reply) -> reply.status() == 200 || reply.status() == 201);
		assertThat(replies).allMatch((reply) -> reply.at("/type").equals("/problems/overloaded"));
		assertThat(replies).anyMatch((reply) -> reply.at("/detail").contains("The search took longer than"))
			.anyMatch((reply) -> reply.at("/detail").contains("Too many searches"));
		assertThat(this.alice.get(LIST + "?q=anything").status()).isEqualTo(200);
	}

	@Test
	void findEachRecordBeforeAndAfterItIsIndexed() throws Exception {
		Set<Long> recorded = new LinkedHashSet<>();
		try (Connection other = locked("registry.term_block")) {
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

	/** Nobody else reads or writes the table until the transaction ends. */
	private Connection locked(String table) throws SQLException {
		Connection other = this.database.connect(this.database.owner());
		other.setAutoCommit(false);
		try (Statement lock = other.createStatement()) {
			lock.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
		}
		return other;
	}

}
