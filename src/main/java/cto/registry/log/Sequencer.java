package cto.registry.log;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives each submission the next index and commits it.
 * <p>
 * One transaction a submission, under an advisory lock that all instances on one database
 * share: so indices have no gap and no two orders exist, and looking for an earlier
 * record and writing a new one are one step. When {@link #append} returns, the record is
 * committed, and PostgreSQL has synced it to disk.
 */
@Component
public class Sequencer {

	/** Any constant; "registry" in ASCII. */
	private static final long LOCK = 0x7265676973747279L;

	private final JdbcClient jdbc;

	private final EarlierRecords earlier;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final TimeBasedEpochRandomGenerator ids;

	Sequencer(JdbcClient jdbc, EarlierRecords earlier, PlatformTransactionManager transactions, Clock clock,
			TimeBasedEpochRandomGenerator ids) {
		this.jdbc = jdbc;
		this.earlier = earlier;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
		this.ids = ids;
	}

	/**
	 * Records a submission, unless its bytes are recorded already.
	 * @param submission what was judged acceptable
	 * @return where its record is
	 * @throws IdempotencyKeyReused when the sender's key stands for other bytes
	 * @throws PacketIdTaken when a record of other bytes has the packet id
	 */
	public Receipt append(Submission submission) {
		return locked(submission.sender(), submission.idempotencyKey(), submission.sha256(),
				() -> this.earlier.byDigest(submission.sha256()).orElseGet(() -> insert(submission)));
	}

	/**
	 * Lets a key stand for a record that was there before the key.
	 * @param sender who posts
	 * @param key the idempotency key
	 * @param sha256 the digest of the record's packet, 32 bytes
	 * @param receipt the answer to remember
	 * @return the answer that the key stands for: this one, or an earlier one
	 * @throws IdempotencyKeyReused when the key stands for other bytes
	 */
	public Receipt remember(String sender, String key, byte[] sha256, Receipt receipt) {
		return locked(sender, key, sha256, () -> receipt);
	}

	private Receipt locked(String sender, @Nullable String key, byte[] sha256, Supplier<Receipt> answer) {
		return this.transaction.execute((status) -> {
			this.jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((rs) -> {
			});
			return (key != null) ? this.earlier.byKey(sender, key, sha256).orElseGet(() -> {
				Receipt receipt = answer.get();
				remember(sender, key, receipt);
				return receipt;
			}) : answer.get();
		});
	}

	private Receipt insert(Submission submission) {
		this.earlier.requireFree(submission.proposal().packetId());
		Tail tail = tail();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant submittedAt = now.isBefore(tail.submittedAt()) ? tail.submittedAt() : now;
		RecordRow row = new RecordRow(tail.size(), this.ids.construct(submittedAt.toEpochMilli()), submittedAt,
				submission);
		row.insert(this.jdbc);
		return new Receipt(row.logIndex(), row.id(), Receipt.CREATED, false);
	}

	private void remember(String sender, String key, Receipt receipt) {
		this.jdbc.sql("INSERT INTO registry.idempotency_key (sender, key, log_index, status) VALUES (?, ?, ?, ?)")
			.params(sender, key, receipt.logIndex(), receipt.status())
			.update();
	}

	private Tail tail() {
		return this.jdbc
			.sql("SELECT log_index, submitted_at FROM registry.execution_request ORDER BY log_index DESC LIMIT 1")
			.query((rs, row) -> new Tail(rs.getLong(1) + 1, rs.getObject(2, OffsetDateTime.class).toInstant()))
			.optional()
			.orElse(new Tail(0, Instant.EPOCH));
	}

	private record Tail(long size, Instant submittedAt) {
	}

}
