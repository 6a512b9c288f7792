package cto.registry.log;

import java.time.Instant;
import java.util.List;

import com.fasterxml.uuid.Generators;
import cto.registry.merkle.RightEdge;
import cto.registry.testing.TestPacket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DraftTests {

	private static final Instant NOW = Instant.parse("2026-11-22T09:20:30.937076Z");

	private final RightEdge edge = RightEdge.empty();

	private final Draft draft;

	DraftTests() {
		for (int i = 0; i < 5; i++) {
			this.edge.append(new byte[32]);
		}
		this.draft = new Draft(new Tail(this.edge, NOW, null), NOW, new Known(),
				Generators.timeBasedEpochRandomGenerator());
	}

	@Test
	void givesTheIndicesAfterTheLastRecordInOrder() {
		for (int i = 0; i < 3; i++) {
			decide(TestPacket.fresh(), null);
		}
		assertThat(this.draft.rows()).extracting((row) -> row.record().logIndex()).containsExactly(5L, 6L, 7L);
		assertThat(this.draft.keys()).isEmpty();
	}

	@Test
	void findsTheRecordOfTheSameBytesBeforeInTheBatch() throws Exception {
		TestPacket packet = TestPacket.fresh();
		Receipt first = decide(packet, null).await(0);
		Receipt second = decide(packet, null).await(0);
		assertThat(first).isEqualTo(Receipt.made(this.draft.rows().get(0).record()));
		assertThat(second).isEqualTo(Receipt.earlier(5, this.draft.rows().get(0).record().id(), Receipt.FOUND));
		assertThat(this.draft.rows()).hasSize(1);
	}

	@Test
	void repeatsTheAnswerOfAKeyBeforeInTheBatch() throws Exception {
		TestPacket packet = TestPacket.fresh();
		decide(packet, "key");
		assertThat(decide(packet, "key").await(0))
			.isEqualTo(Receipt.earlier(5, this.draft.rows().get(0).record().id(), Receipt.CREATED));
		assertThat(this.draft.keys()).hasSize(1);
	}

	@Test
	void refusesAKeyThatCameWithOtherBytesBeforeInTheBatch() {
		decide(TestPacket.fresh(), "key");
		Waiting other = decide(TestPacket.fresh(), "key");
		assertThatThrownBy(() -> other.await(0)).isInstanceOfSatisfying(IdempotencyKeyReused.class,
				(ex) -> assertThat(ex.record()).isEqualTo(this.draft.rows().get(0).record().id()));
		assertThat(this.draft.rows()).hasSize(1);
	}

	@Test
	void refusesAPacketIdThatCameWithOtherBytesBeforeInTheBatch() {
		TestPacket packet = TestPacket.fresh();
		decide(packet, null);
		Waiting rival = decide(packet.with("title", "\"Rival\""), null);
		assertThatThrownBy(() -> rival.await(0)).isInstanceOf(PacketIdTaken.class);
		assertThat(this.draft.rows()).hasSize(1);
	}

	/** Decides, and announces. */
	private Waiting decide(TestPacket packet, @Nullable String key) {
		Waiting waiting = new Waiting(TestSubmissions.of(packet, key));
		this.draft.decide(waiting);
		List<Decision> decisions = this.draft.decisions();
		decisions.get(decisions.size() - 1).announce();
		return waiting;
	}

}
