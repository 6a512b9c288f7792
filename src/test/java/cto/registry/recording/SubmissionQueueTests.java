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
		SubmissionQueue backlog = new SubmissionQueue(10, 1000);
		List<PendingSubmission> all = List.of(waiting(1), waiting(2), waiting(3), waiting(4));
		all.forEach((one) -> assertThat(backlog.offer(one)).isTrue());
		assertThat(backlog.take(3, 1000)).containsExactly(all.get(0), all.get(1), all.get(2));
		assertThat(backlog.take(3, 1000)).containsExactly(all.get(3));
	}

	@Test
	void turnsAwayWhatExceedsItsNumber() {
		SubmissionQueue backlog = new SubmissionQueue(2, 1000);
		assertThat(backlog.offer(waiting(1))).isTrue();
		assertThat(backlog.offer(waiting(1))).isTrue();
		assertThat(backlog.offer(waiting(1))).isFalse();
	}

	@Test
	void turnsAwayWhatExceedsItsBytesButNeverALoneSubmission() throws Exception {
		SubmissionQueue backlog = new SubmissionQueue(10, 100);
		assertThat(backlog.offer(waiting(500))).isTrue();
		assertThat(backlog.offer(waiting(1))).isFalse();
		assertThat(backlog.take(10, 10)).hasSize(1);
		assertThat(backlog.offer(waiting(60))).isTrue();
		assertThat(backlog.offer(waiting(41))).isFalse();
		assertThat(backlog.offer(waiting(40))).isTrue();
	}

	@Test
	void takesNoMoreBytesThanABatchHolds() throws Exception {
		SubmissionQueue backlog = new SubmissionQueue(10, 1000);
		backlog.offer(waiting(60));
		backlog.offer(waiting(40));
		backlog.offer(waiting(1));
		assertThat(backlog.take(10, 100)).hasSize(2);
		assertThat(backlog.take(10, 100)).hasSize(1);
	}

	@Test
	void letsGoOfWhatWaitsAndNotOfWhatWasTaken() throws Exception {
		SubmissionQueue backlog = new SubmissionQueue(1, 1000);
		PendingSubmission first = waiting(1);
		backlog.offer(first);
		assertThat(backlog.withdraw(first)).isTrue();
		assertThat(backlog.withdraw(first)).isFalse();
		PendingSubmission second = waiting(1);
		assertThat(backlog.offer(second)).isTrue();
		backlog.take(1, 1);
		assertThat(backlog.withdraw(second)).isFalse();
	}

	@Test
	void isEmptiedOnceItIsClosed() throws Exception {
		SubmissionQueue backlog = new SubmissionQueue(2, 1000);
		backlog.offer(waiting(1));
		backlog.close();
		assertThat(backlog.offer(waiting(1))).isFalse();
		assertThat(backlog.take(10, 1000)).hasSize(1);
		assertThat(backlog.take(10, 1000)).isEmpty();
	}

	@Test
	void givesBackTheBytesOfWhatIsWithdrawn() {
		SubmissionQueue backlog = new SubmissionQueue(10, 100);
		PendingSubmission first = waiting(60);
		backlog.offer(first);
		backlog.offer(waiting(30));
		assertThat(backlog.bytes()).isEqualTo(90);
		assertThat(backlog.withdraw(first)).isTrue();
		assertThat(backlog.bytes()).isEqualTo(30);
		assertThat(backlog.withdraw(first)).isFalse();
		assertThat(backlog.bytes()).isEqualTo(30);
	}

	@Test
	void isCountedWithoutBeingHeldUp() {
		SubmissionQueue backlog = new SubmissionQueue(10, 100);
		backlog.offer(waiting(60));
		assertThat(backlog.records()).isEqualTo(1);
		assertThat(backlog.bytes()).isEqualTo(60);
		assertThat(backlog.mostRecords()).isEqualTo(10);
		assertThat(CompletableFuture.supplyAsync(() -> backlog.offer(waiting(1)))).succeedsWithin(Duration.ofSeconds(5))
			.isEqualTo(true);
	}

	private static PendingSubmission waiting(int bytes) {
		return new PendingSubmission(
				new Submission(new byte[bytes], new byte[32], PacketMediaType.JSON, PROPOSAL, "alice", null));
	}

}
