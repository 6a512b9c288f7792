package cto.registry.recording;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.PacketMediaType;
import cto.registry.testing.TestPacket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionQueueTests {

	private static final ApprovalPacket PROPOSAL = TestPacket.fresh().proposal();

	@Test
	void givesSubmissionsBackInTheOrderInWhichTheyCame() throws Exception {
		SubmissionQueue queue = new SubmissionQueue(10, 1000);
		List<PendingSubmission> all = List.of(waiting(1), waiting(2), waiting(3), waiting(4));
		all.forEach((one) -> assertThat(queue.offer(one)).isTrue());
		assertThat(queue.take(3, 1000)).containsExactly(all.get(0), all.get(1), all.get(2));
		assertThat(queue.take(3, 1000)).containsExactly(all.get(3));
	}

	@Test
	void turnsAwayWhatExceedsItsNumber() {
		SubmissionQueue queue = new SubmissionQueue(2, 1000);
		assertThat(queue.offer(waiting(1))).isTrue();
		assertThat(queue.offer(waiting(1))).isTrue();
		assertThat(queue.offer(waiting(1))).isFalse();
	}

	@Test
	void turnsAwayWhatExceedsItsBytesButNeverALoneSubmission() throws Exception {
		SubmissionQueue queue = new SubmissionQueue(10, 100);
		assertThat(queue.offer(waiting(500))).isTrue();
		assertThat(queue.offer(waiting(1))).isFalse();
		assertThat(queue.take(10, 10)).hasSize(1);
		assertThat(queue.offer(waiting(60))).isTrue();
		assertThat(queue.offer(waiting(41))).isFalse();
		assertThat(queue.offer(waiting(40))).isTrue();
	}

	@Test
	void takesNoMoreBytesThanABatchHolds() throws Exception {
		SubmissionQueue queue = new SubmissionQueue(10, 1000);
		queue.offer(waiting(60));
		queue.offer(waiting(40));
		queue.offer(waiting(1));
		assertThat(queue.take(10, 100)).hasSize(2);
		assertThat(queue.take(10, 100)).hasSize(1);
	}

	@Test
	void letsGoOfWhatWaitsAndNotOfWhatWasTaken() throws Exception {
		SubmissionQueue queue = new SubmissionQueue(1, 1000);
		PendingSubmission first = waiting(1);
		queue.offer(first);
		assertThat(queue.withdraw(first)).isTrue();
		assertThat(queue.withdraw(first)).isFalse();
		PendingSubmission second = waiting(1);
		assertThat(queue.offer(second)).isTrue();
		queue.take(1, 1);
		assertThat(queue.withdraw(second)).isFalse();
	}

	@Test
	void isEmptiedOnceItIsClosed() throws Exception {
		SubmissionQueue queue = new SubmissionQueue(2, 1000);
		queue.offer(waiting(1));
		queue.close();
		assertThat(queue.offer(waiting(1))).isFalse();
		assertThat(queue.take(10, 1000)).hasSize(1);
		assertThat(queue.take(10, 1000)).isEmpty();
	}

	@Test
	void givesBackTheBytesOfWhatIsWithdrawn() {
		SubmissionQueue queue = new SubmissionQueue(10, 100);
		PendingSubmission first = waiting(60);
		queue.offer(first);
		queue.offer(waiting(30));
		assertThat(queue.bytes()).isEqualTo(90);
		assertThat(queue.withdraw(first)).isTrue();
		assertThat(queue.bytes()).isEqualTo(30);
		assertThat(queue.withdraw(first)).isFalse();
		assertThat(queue.bytes()).isEqualTo(30);
	}

	@Test
	void isCountedWithoutBeingHeldUp() {
		SubmissionQueue queue = new SubmissionQueue(10, 100);
		queue.offer(waiting(60));
		assertThat(queue.records()).isEqualTo(1);
		assertThat(queue.bytes()).isEqualTo(60);
		assertThat(queue.mostRecords()).isEqualTo(10);
		assertThat(CompletableFuture.supplyAsync(() -> queue.offer(waiting(1)))).succeedsWithin(Duration.ofSeconds(5))
			.isEqualTo(true);
	}

	private static PendingSubmission waiting(int bytes) {
		return new PendingSubmission(new Submission(new byte[bytes], new byte[32], PacketMediaType.JSON, "alice", null),
				PROPOSAL);
	}

}
