package cto.registry.recording;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cto.registry.log.LogInconsistentException;
import cto.registry.problem.OverloadedException;
import cto.registry.problem.StartupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What becomes of a batch, whatever its transactions end with. There is no database.
 */
class SequencerOutcomeTests {

	private final RuntimeException away = new DataAccessResourceFailureException("The database is away");

	private final RuntimeException nothing = new NothingCommittedException(
			new DataAccessResourceFailureException("The database ended it", new SQLException("idle", "25P03")));

	private final RuntimeException refused = new DataIntegrityViolationException("The database refuses it");

	private final SubmissionQueue queue = new SubmissionQueue(1000, 1 << 20);

	@Test
	void bringsTheTreeUpToDateAndThenCommitsABatchOnce() {
		Transactions transactions = new Transactions();
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThat(batch).allSatisfy((waiting) -> assertThat(waiting.await(0)).isNotNull());
		assertThat(transactions.sizes).containsExactly(0, 2);
	}

	@Test
	void looksOnceMoreAtARecordThatTheDatabaseRefuses() {
		Transactions transactions = new Transactions(this.refused, this.refused);
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThat(batch).allSatisfy((waiting) -> assertThat(waiting.await(0)).isNotNull());
		assertThat(transactions.sizes).containsExactly(0, 2, 1, 1, 1);
	}

	@Test
	void failsARecordThatIsRefusedAgainAndNotItsNeighbour() throws Exception {
		Transactions transactions = new Transactions(this.refused, this.refused, this.refused);
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThatThrownBy(() -> batch.get(0).await(0)).isSameAs(this.refused);
		assertThat(batch.get(1).await(0)).isNotNull();
		assertThat(transactions.sizes).containsExactly(0, 2, 1, 1, 1);
	}

	@Test
	void doesNotLookOnceMoreAtWhatFailsOtherwise() {
		RuntimeException fault = new IllegalStateException("Somebody's fault");
		Transactions transactions = new Transactions(fault);
		List<PendingSubmission> batch = settled(transactions, 1);
		assertThatThrownBy(() -> batch.get(0).await(0)).isSameAs(fault);
		assertThat(transactions.sizes).containsExactly(0, 1);
	}

	@ParameterizedTest
	@MethodSource("turningAway")
	void turnsAWholeBatchAwayAtOnce(RuntimeException turningAway) {
		Transactions transactions = new Transactions(turningAway);
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThat(batch).allSatisfy((waiting) -> assertThatThrownBy(() -> waiting.await(0)).isSameAs(turningAway));
		assertThat(transactions.sizes).containsExactly(0, 2);
	}

	@ParameterizedTest
	@MethodSource("turningAway")
	void saysThatTheOutcomeIsOpenWhereItCannotLookAfterABrokenCommit(RuntimeException turningAway) {
		Transactions transactions = new Transactions(this.away, turningAway);
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThat(batch).allSatisfy((waiting) -> assertThatThrownBy(() -> waiting.await(0)).isSameAs(this.away));
		assertThat(transactions.sizes).containsExactly(0, 2, 2);
	}

	@ParameterizedTest
	@MethodSource("turningAway")
	void turnsAWholeBatchAwayAfterATransactionThatDidNotReachItsCommit(RuntimeException turningAway) {
		Transactions transactions = new Transactions(this.nothing, turningAway);
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThat(batch).allSatisfy((waiting) -> assertThatThrownBy(() -> waiting.await(0)).isSameAs(turningAway));
		assertThat(transactions.sizes).containsExactly(0, 2, 2);
	}

	@ParameterizedTest
	@MethodSource("turningAway")
	void saysThatTheOutcomeIsOpenWhateverFollowsABrokenCommit(RuntimeException turningAway) {
		Transactions transactions = new Transactions(this.away, this.nothing, turningAway);
		List<PendingSubmission> batch = settled(transactions, 1);
		assertThatThrownBy(() -> batch.get(0).await(0)).isSameAs(this.away);
	}

	@Test
	void saysWhatTheDatabaseSaysAfterABrokenCommit() {
		Transactions transactions = new Transactions(this.away, this.refused, this.refused);
		List<PendingSubmission> batch = settled(transactions, 1);
		assertThatThrownBy(() -> batch.get(0).await(0)).isSameAs(this.refused);
	}

	@Test
	void triesAWholeBatchAgainFromTimeToTimeForTenSeconds() {
		Transactions transactions = new Transactions(
				Collections.nCopies(100, this.away).toArray(RuntimeException[]::new));
		long began = System.nanoTime();
		List<PendingSubmission> batch = settled(transactions, 2);
		assertThat(System.nanoTime() - began).isGreaterThan(10_000_000_000L);
		assertThat(batch).allSatisfy((waiting) -> assertThatThrownBy(() -> waiting.await(0)).isSameAs(this.away));
		assertThat(transactions.sizes.subList(1, transactions.sizes.size())).hasSizeBetween(2, 15).containsOnly(2);
	}

	@Test
	void goesOnAfterABatchThatFailedAltogether() throws Exception {
		Transactions transactions = new Transactions(new StackOverflowError());
		List<PendingSubmission> batches = settled(transactions, 257);
		assertThat(batches.subList(0, 256))
			.allSatisfy((waiting) -> assertThatThrownBy(() -> waiting.await(0)).hasMessage("The batch failed"));
		assertThat(batches.get(256).await(0)).isNotNull();
		assertThat(transactions.sizes).containsExactly(0, 256, 1);
	}

	@Test
	void isRunningFromItsStartToItsStop() {
		Sequencer sequencer = new Sequencer(new Transactions(), this.queue);
		sequencer.stop();
		assertThat(sequencer.isRunning()).isFalse();
		sequencer.start();
		assertThat(sequencer.isRunning()).isTrue();
		sequencer.stop();
		sequencer.stop();
		assertThat(sequencer.isRunning()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("turningAway")
	void startsWhereNothingIsRecordedJustNow(RuntimeException turningAway) {
		Sequencer sequencer = new Sequencer(new Transactions().atStart(turningAway), this.queue);
		sequencer.start();
		assertThat(sequencer.isRunning()).isTrue();
		sequencer.stop();
	}

	@Test
	void doesNotStartOnALogThatIsNotItsOwnNorWithoutADatabase() {
		for (RuntimeException failure : List.of(new LogInconsistentException("It has another key"), this.away)) {
			Sequencer sequencer = new Sequencer(new Transactions().atStart(failure), this.queue);
			assertThatThrownBy(sequencer::start)
				.isInstanceOf((failure == this.away) ? failure.getClass() : StartupRefusedException.class);
			assertThat(sequencer.isRunning()).isFalse();
		}
	}

	@Test
	void turnsAwayWhoWaitsTooLongAndNotWhoWasTaken() throws Exception {
		Transactions transactions = new Transactions();
		Sequencer sequencer = new Sequencer(transactions, this.queue);
		sequencer.start();
		CountDownLatch going = new CountDownLatch(1);
		CountDownLatch taken = transactions.holdUp(going);
		CompletableFuture<RecordingResult> first = CompletableFuture
			.supplyAsync(() -> sequencer.append(TestSubmissions.fresh()));
		taken.await();
		assertThatThrownBy(() -> sequencer.append(TestSubmissions.fresh())).isInstanceOf(OverloadedException.class);
		going.countDown();
		assertThat(first.get().status()).isEqualTo(RecordingResult.CREATED);
		sequencer.stop();
		assertThat(transactions.sizes).containsExactly(0, 1);
	}

	@Test
	void tellsWhoIsInterruptedThatTheOutcomeIsOpen() {
		Sequencer sequencer = new Sequencer(new Transactions(), this.queue);
		Thread.currentThread().interrupt();
		assertThatThrownBy(() -> sequencer.append(TestSubmissions.fresh()))
			.isInstanceOf(DataAccessResourceFailureException.class)
			.hasMessageContaining("has not said whether");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void mayBeInterruptedWhileItStops() {
		Sequencer sequencer = new Sequencer(new Transactions(), this.queue);
		sequencer.start();
		Thread.currentThread().interrupt();
		assertThatCode(sequencer::stop).doesNotThrowAnyException();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(sequencer.isRunning()).isFalse();
	}

	private static Stream<RuntimeException> turningAway() {
		return Stream.of(new LogLockedException(),
				new RecordingFrozenException(new FreezeState("the database moves", Instant.EPOCH)),
				new DataAccessResourceFailureException("The database takes nothing",
						new SQLException("read-only", "25006")));
	}

	/**
	 * Has submissions wait, and starts and stops the sequencer: then all have their
	 * answer.
	 */
	private List<PendingSubmission> settled(Transactions transactions, int submissions) {
		PendingSubmission first = TestSubmissions.fresh();
		List<PendingSubmission> waiting = IntStream.range(0, submissions)
			.mapToObj((i) -> new PendingSubmission(first.submission(), first.proposal()))
			.toList();
		waiting.forEach(this.queue::offer);
		Sequencer sequencer = new Sequencer(transactions, this.queue);
		sequencer.start();
		sequencer.stop();
		return waiting;
	}

}
