package cto.registry.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import cto.registry.log.WholeLog;
import cto.registry.note.VerifierKey;
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

@RegistryTest
@DirtiesContext
class BrokenConnectionsTests {

	private static final int SENDERS = 8;

	private static final int POSTS = 200;

	private final Client alice;

	private final TestDatabase database;

	BrokenConnectionsTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void loseNothingThatWasAcknowledgedAndRepeatNothing() throws Exception {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("BrokenConnectionsTests seed " + seed);
		long first = this.database.number("SELECT count(*) FROM registry.execution_request");
		AtomicBoolean going = new AtomicBoolean(true);
		Thread terminator = new Thread(() -> terminate(new Random(seed), going));
		terminator.start();
		List<Callable<List<Reply>>> posts = new ArrayList<>();
		for (int i = 0; i < POSTS; i++) {
			byte[] packet = TestPacket.fresh().bytes();
			posts.add(() -> untilAcknowledged(packet));
		}
		List<List<Reply>> answers = Senders.run(SENDERS, posts);
		going.set(false);
		terminator.join();
		long retried = answers.stream().filter((replies) -> replies.size() > 1).count();
		System.out.println("BrokenConnectionsTests: " + retried + " of " + POSTS + " posts had to be sent again");
		Set<Long> indices = answers.stream()
			.map((replies) -> replies.get(replies.size() - 1).json().get("log_index").asLong())
			.collect(Collectors.toSet());
		assertThat(indices).isEqualTo(LongStream.range(first, first + POSTS).boxed().collect(Collectors.toSet()));
		VerifierKey key = VerifierKey.parse(this.alice.get("/log/key").text().strip());
		assertThat(WholeLog.isClean(this.database, key).records()).isEqualTo(first + POSTS);
	}

	private List<Reply> untilAcknowledged(byte[] packet) {
		List<Reply> replies = new ArrayList<>();
		do {
			replies.add(this.alice.record(packet));
			assertThat(replies.get(replies.size() - 1).status()).isIn(200, 201, 503);
		}
		while (replies.get(replies.size() - 1).status() == 503);
		return replies;
	}

	/** Ends backends of the service at random moments. */
	private void terminate(Random random, AtomicBoolean going) {
		try (Connection superuser = this.database.connect(this.database.superuser());
				Statement statement = superuser.createStatement()) {
			while (going.get()) {
				Thread.sleep(random.nextInt(200));
				statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = "
						+ "'registry_writer' AND datname = current_database() AND state <> 'idle'");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
