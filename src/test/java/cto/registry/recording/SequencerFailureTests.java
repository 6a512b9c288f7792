package cto.registry.recording;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import cto.registry.log.WholeLog;
import cto.registry.note.VerifierKey;
import cto.registry.problem.OverloadedException;
import cto.registry.recording.BreakingDataSource.Moment;
import cto.registry.testing.Client;
import cto.registry.testing.LogLock;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

@RegistryTest
@Import(SequencerFailureTests.Breaking.class)
@DirtiesContext
class SequencerFailureTests {

	private final Client alice;

	private final TestDatabase database;

	private final BreakingDataSource connections;

	private final AppendTransaction append;

	SequencerFailureTests(@LocalServerPort int port, @Autowired TestDatabase database,
			@Autowired @Qualifier(RecordingConfiguration.SEQUENCER) DataSource dataSource,
			@Autowired AppendTransaction append) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
		this.connections = (BreakingDataSource) dataSource;
		this.append = append;
	}

	@AfterEach
	void leavesALogThatIsClean() {
		WholeLog.isClean(this.database, VerifierKey.parse(this.alice.get("/log/key").text().strip()));
	}

	@ParameterizedTest
	@EnumSource(Moment.class)
	void recordsOnceAndSaysSoWhenTheConnectionBreaksAtTheCommit(Moment moment) throws SQLException {
		long before = records();
		this.connections.breakNext(moment);
		TestPacket packet = TestPacket.fresh();
		Reply reply = this.alice.record(packet.bytes(), "Idempotency-Key", "\"" + packet.id() + "\"");
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.header("Idempotent-Replayed")).isNull();
		assertThat(records()).isEqualTo(before + 1);
		assertThat(reply.body()).isEqualTo(this.alice.get(String.valueOf(reply.header("Location"))).body());
		Reply again = this.alice.record(packet.bytes(), "Idempotency-Key", packet.id());
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
	}

	@Test
	void failsAPoisonedRecordAloneAndRecordsItsNeighbours() throws SQLException {
		// the service judges such a packet acceptable, and the database refuses it
		this.database.execute(this.database.superuser(),
				"CREATE UNIQUE INDEX poison ON registry.execution_request (title) WHERE title = 'Poison'");
		long before = records();
		List<Callable<Reply>> posts = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			TestPacket packet = (i % 4 == 2) ? TestPacket.fresh().with("title", "\"Poison\"") : TestPacket.fresh();
			posts.add(() -> this.alice.record(packet.bytes()));
		}
		List<Reply> replies = inOneBatch(posts);
		this.database.execute(this.database.superuser(), "DROP INDEX registry.poison");
		assertThat(replies).filteredOn((reply) -> reply.status() == 201).hasSize(7);
		assertThat(replies).filteredOn((reply) -> reply.status() == 500)
			.hasSize(1)
			.allMatch((reply) -> !reply.at("/incident").isEmpty());
		assertThat(records()).isEqualTo(before + 7);
	}

	@Test
	void decidesWithinABatchAsItWouldOneAfterTheOther() {
		TestPacket packet = TestPacket.fresh();
		byte[] bytes = packet.bytes();
		byte[] rival = TestPacket.fresh()
			.with("packet_id", "\"" + packet.id() + "\"")
			.with("title", "\"Rival\"")
			.bytes();
		List<Callable<Reply>> posts = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			posts.add(() -> this.alice.record(bytes));
			posts.add(() -> this.alice.record(rival));
		}
		List<Reply> replies = inOneBatch(posts);
		assertThat(replies.stream().map(Reply::status).sorted()).containsExactly(200, 200, 201, 409, 409, 409);
	}

	@Test
	void answersAtOnceWhenTheDiskIsFullAndRecordsAgainWhenThereIsRoom() throws SQLException {
		this.database.execute(this.database.superuser(),
				"CREATE FUNCTION public.no_room(text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS "
						+ "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;"
						+ "CREATE INDEX no_room ON registry.execution_request (public.no_room(title)) WHERE title = 'Last'");
		byte[] packet = TestPacket.fresh().with("title", "\"Last\"").bytes();
		long began = System.nanoTime();
		Reply reply = this.alice.record(packet);
		Duration taken = Duration.ofNanos(System.nanoTime() - began);
		this.database.execute(this.database.superuser(), "DROP FUNCTION public.no_room(text) CASCADE");
		assertThat(reply.status()).isEqualTo(503);
		assertThat(reply.at("/type")).isEqualTo("/problems/database-unavailable");
		assertThat(reply.at("/detail")).contains("disk is full");
		assertThat(reply.header("Retry-After")).isNotNull();
		// far from the time that a database may be away
		assertThat(taken).isLessThan(Duration.ofSeconds(8));
		assertThat(this.alice.record(packet).status()).isEqualTo(201);
	}

	@Test
	void turnsAwayWhoWaitsTooLongAndKeepsNothingOfIt() throws SQLException {
		long before = records();
		byte[] packet = TestPacket.fresh().bytes();
		Reply reply;
		try (LogLock lock = new LogLock(this.database)) {
			reply = this.alice.record(packet);
			assertThat(this.alice.get("/api/v1/execution-requests").status()).isEqualTo(200);
			lock.release();
		}
		assertThat(reply.status()).isEqualTo(503);
		assertThat(reply.at("/type")).isEqualTo("/problems/log-locked");
		assertThat(reply.at("/detail")).contains("Nothing of this packet was recorded");
		assertThat(reply.header("Retry-After")).isNotNull();
		assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		assertThat(records()).isEqualTo(before + 1);
		assertThat(this.alice.record(packet).status()).isEqualTo(201);
	}

	@Test
	void turnsAwayAtOnceWhatFindsNoPlaceInTheQueue() throws Exception {
		Sequencer small = new Sequencer(this.append, new SubmissionQueue(2, 1 << 20));
		small.start();
		try (LogLock lock = new LogLock(this.database)) {
			List<Callable<Boolean>> submissions = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				PendingSubmission submission = TestSubmissions.fresh();
				submissions.add(() -> recorded(small, submission));
			}
			List<Boolean> recorded = Senders.run(8, submissions.subList(0, 8), () -> {
				Thread.sleep(1000);
				lock.release();
			});
			// one batch at the lock, two that wait; nobody else has a place
			assertThat(recorded).filteredOn((one) -> one).hasSizeBetween(3, 4);
		}
		finally {
			small.stop();
		}
	}

	private static boolean recorded(Sequencer sequencer, PendingSubmission submission) {
		try {
			return sequencer.append(submission).status() == RecordingResult.CREATED;
		}
		catch (OverloadedException | LogLockedException ex) {
			return false;
		}
	}

	/** While somebody else has the lock, posts gather. */
	private List<Reply> inOneBatch(List<Callable<Reply>> posts) {
		try (LogLock lock = new LogLock(this.database)) {
			return Senders.run(posts.size(), posts, () -> {
				Thread.sleep(1000);
				lock.release();
			});
		}
	}

	private long records() throws SQLException {
		return this.database.number("SELECT count(*) FROM registry.execution_request");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Breaking {

		@Bean
		static BeanPostProcessor breakingConnections() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof DataSource dataSource && name.startsWith(RecordingConfiguration.SEQUENCER))
							? new BreakingDataSource(dataSource) : bean;
				}

			};
		}

	}

}
