package cto.registry.recording;

import java.time.Instant;
import java.util.List;

import com.fasterxml.uuid.Generators;
import cto.registry.merkle.TileFrontier;
import cto.registry.testing.TestPacket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchPlanTests {

	private static final Instant NOW = Instant.parse("2026-11-22T09:20:30.937076Z");

	private final TileFrontier frontier = TileFrontier.empty();

	private final BatchPlan plan;

	BatchPlanTests() {
		for (int i = 0; i < 5; i++) {
			this.frontier.append(new byte[32]);
		}
		this.plan = new BatchPlan(new TreeHead(this.frontier, NOW, null), NOW, new ExistingRecords(),
				Generators.timeBasedEpochRandomGenerator());
	}

	@Test
	void givesTheIndicesAfterTheLastRecordInOrder() {
		for (int i = 0; i < 3; i++) {
			decide(TestPacket.fresh(), null);
		}
		assertThat(this.plan.rows()).extracting((row) -> row.record().logIndex()).containsExactly(5L, 6L, 7L);
		assertThat(this.plan.keys()).isEmpty();
	}

	@Test
	void findsTheRecordOfTheSameBytesBeforeInTheBatch() throws Exception {
		TestPacket packet = TestPacket.fresh();
		RecordingResult first = decide(packet, null).await(0);
		RecordingResult second = decide(packet, null).await(0);
		assertThat(first).isEqualTo(RecordingResult.made(this.plan.rows().get(0).record()));
		assertThat(second)
			.isEqualTo(RecordingResult.earlier(5, this.plan.rows().get(0).record().id(), RecordingResult.FOUND));
		assertThat(this.plan.rows()).hasSize(1);
	}

	@Test
	void repeatsTheAnswerOfAKeyBeforeInTheBatch() throws Exception {
		TestPacket packet = TestPacket.fresh();
		decide(packet, "key");
		assertThat(decide(packet, "key").await(0))
			.isEqualTo(RecordingResult.earlier(5, this.plan.rows().get(0).record().id(), RecordingResult.CREATED));
		assertThat(this.plan.keys()).hasSize(1);
	}

	@Test
	void refusesAKeyThatCameWithOtherBytesBeforeInTheBatch() {
		decide(TestPacket.fresh(), "key");
		PendingSubmission other = decide(TestPacket.fresh(), "key");
		assertThatThrownBy(() -> other.await(0)).isInstanceOfSatisfying(IdempotencyKeyReusedException.class,
				(ex) -> assertThat(ex.record()).isEqualTo(this.plan.rows().get(0).record().id()));
		assertThat(this.plan.rows()).hasSize(1);
	}

	@Test
	void refusesAPacketIdThatCameWithOtherBytesBeforeInTheBatch() {
		TestPacket packet = TestPacket.fresh();
		decide(packet, null);
		PendingSubmission rival = decide(packet.with("title", "\"Rival\""), null);
		assertThatThrownBy(() -> rival.await(0)).isInstanceOf(PacketIdTakenException.class);
		assertThat(this.plan.rows()).hasSize(1);
	}

	/** Decides, and announces. */
	private PendingSubmission decide(TestPacket packet, @Nullable String key) {
		PendingSubmission waiting = TestSubmissions.of(packet, key);
		this.plan.decide(waiting);
		List<BatchPlan.Decision> decisions = this.plan.decisions();
		decisions.get(decisions.size() - 1).announce();
		return waiting;
	}

}
