package cto.registry.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import cto.registry.testing.Client;
import cto.registry.testing.LogLock;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RegistryTest
@DirtiesContext
class SequencerTests {

	private static final int SENDERS = 8;

	private static final int PACKETS = 200;

	private final Client alice;

	private final TestDatabase database;

	private final Sequencer sequencer;

	private final FreezeSwitch intake;

	SequencerTests(@LocalServerPort int port, @Autowired TestDatabase database, @Autowired Sequencer sequencer,
			@Autowired FreezeSwitch intake) {
		this.database = database;
		this.sequencer = sequencer;
		this.intake = intake;
		this.alice = Client.at(port).as(Tokens.ALICE);
	}

	@Test
	void recordsEachPacketOnceWithoutAGapWhenManyPostTheSameAtOnce() {
		List<TestPacket> packets = LongStream.range(0, PACKETS).mapToObj((i) -> TestPacket.fresh()).toList();
		List<Callable<Reply>> posts = new ArrayList<>();
		packets.forEach((packet) -> {
			posts.add(() -> this.alice.record(packet.bytes()));
			posts.add(() -> this.alice.record(packet.bytes(), "Idempotency-Key", packet.id()));
		});
		List<Reply> replies = run(posts);
		assertThat(replies).allMatch((reply) -> reply.status() == 201 || reply.status() == 200);
		Set<Long> indices = indices(replies);
		long first = Collections.min(indices);
		assertThat(indices).isEqualTo(LongStream.range(first, first + PACKETS).boxed().collect(Collectors.toSet()));

		List<Callable<Reply>> rivals = new ArrayList<>();
		packets.forEach((packet) -> rivals.add(() -> this.alice.record(packet.with("title", "\"Rival\"").bytes())));
		assertThat(run(rivals)).allMatch((reply) -> reply.status() == 409);
		Reply next = this.alice.record(TestPacket.fresh().bytes());
		assertThat(next.json().get("log_index").asLong()).isEqualTo(first + PACKETS);
	}

	@Test
	void turnsAwayWhoFindsNoLockAndGoesOnReading() throws Exception {
		try (LogLock held = new LogLock(this.database)) {
			List<Callable<Reply>> posts = new ArrayList<>();
			for (int i = 0; i < 2 * SENDERS; i++) {
				posts.add(() -> this.alice.record(TestPacket.fresh().bytes()));
				posts.add(() -> this.alice.get("/api/v1/execution-requests?limit=1"));
			}
			List<Reply> replies = run(posts);
			assertThat(replies).filteredOn((reply) -> reply.status() == 503)
				.hasSize(2 * SENDERS)
				.allMatch((reply) -> reply.at("/type").equals("/problems/log-locked"));
			assertThat(replies).filteredOn((reply) -> reply.status() == 200).hasSize(2 * SENDERS);
			held.release();
		}
		assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
	}

	@Test
	void answersARetryThatFindsNoLockAndRemembersItsKey() throws Exception {
		byte[] packet = TestPacket.fresh().bytes();
		String key = TestPacket.fresh().id();
		assertThat(this.alice.record(packet).status()).isEqualTo(201);
		try (LogLock held = new LogLock(this.database)) {
			assertThat(this.alice.record(packet, "Idempotency-Key", key).status()).isEqualTo(200);
			Reply reused = this.alice.record(TestPacket.fresh().bytes(), "Idempotency-Key", key);
			assertThat(reused.at("/code")).isEqualTo("idempotency_key_reused");
			held.release();
		}
	}

	@Test
	void isNeitherFrozenNorThawedByWhoFindsNoLock() throws Exception {
		try (LogLock held = new LogLock(this.database)) {
			assertThatThrownBy(() -> this.intake.freeze("the database moves")).isInstanceOf(LogLockedException.class);
			assertThatThrownBy(() -> this.intake.thaw("moved")).isInstanceOf(LogLockedException.class);
			held.release();
		}
		assertThat(this.intake.current()).isEmpty();
	}

	@Test
	void turnsAwayWhileItIsStoppedAndRecordsAgainWhenItIsStarted() {
		this.sequencer.stop();
		try {
			assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(503);
		}
		finally {
			this.sequencer.start();
		}
		assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
	}

	private static Set<Long> indices(List<Reply> replies) {
		return replies.stream().map((reply) -> reply.json().get("log_index").asLong()).collect(Collectors.toSet());
	}

	private static List<Reply> run(List<Callable<Reply>> posts) {
		return Senders.run(SENDERS, posts);
	}

}
