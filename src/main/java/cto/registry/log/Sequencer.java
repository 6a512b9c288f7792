package cto.registry.log;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.guardrail.Guardrails;
import cto.registry.guardrail.GuardrailsBroken;
import cto.registry.record.SqlStates;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives each submission the next index and commits it.
 * <p>
 * One transaction a submission, under an advisory lock that all instances on one database
 * share: so indices have no gap and no two orders exist, and looking for an earlier
 * record and writing a new one are one step. When {@link #append} returns, the record is
 * committed, and PostgreSQL has synced it to disk. Nobody waits for long: who finds no
 * place, or no lock, is told so, and nothing of theirs is recorded.
 */
@Component
public class Sequencer {

	/** Any constant; "registry" in ASCII. */
	static final long LOCK = 0x7265676973747279L;

	/**
	 * Fewer than the pool has connections, so that reading goes on while intake waits.
	 */
	private static final int PLACES = 8;

	private static final int PATIENCE_SECONDS = 3;

	private final JdbcClient jdbc;

	private final EarlierRecords earlier;

	private final Guardrails guardrails;

	private final TransactionTemplate transaction;

	private final Semaphore places = new Semaphore(PLACES, true);

	private final Clock clock;

	private final TimeBasedEpochRandomGenerator ids;

	Sequencer(JdbcClient jdbc, EarlierRecords earlier, Guardrails guardrails, DataSource dataSource, Clock clock,
			TimeBasedEpochRandomGenerator ids) {
		this.jdbc = jdbc;
		this.earlier = earlier;
		this.guardrails = guardrails;
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		// what another instance committed before it gave the lock away has to be seen
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.clock = clock;
		this.ids = ids;
	}

	/**
	 * Records a submission, unless its bytes are recorded already.
	 * @param submission what was judged acceptable
	 * @return where its record is
	 * @throws IdempotencyKeyReused when the sender's key stands for other bytes
	 * @throws PacketIdTaken when a record of other bytes has the packet id
	 * @throws Overloaded when too many wait already
	 * @throws GuardrailsBroken when the database does not force every guarantee
	 */
	public Receipt append(Submission submission) {
		try {
			return appendOnce(submission);
		}
		catch (DataIntegrityViolationException ex) {
			// somebody wrote without the lock: what is there now decides
			return appendOnce(submission);
		}
	}

	private Receipt appendOnce(Submission submission) {
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
	 * @throws Overloaded when too many wait already
	 * @throws GuardrailsBroken when the database does not force every guarantee
	 */
	public Receipt remember(String sender, String key, byte[] sha256, Receipt receipt) {
		return locked(sender, key, sha256, () -> receipt);
	}

	private Receipt locked(String sender, @Nullable String key, byte[] sha256, Supplier<Receipt> answer) {
		if (!entered()) {
			throw new Overloaded();
		}
		try {
			return this.transaction.execute((status) -> {
				lock();
				this.guardrails.requireIntact();
				return (key != null) ? this.earlier.byKey(sender, key, sha256).orElseGet(() -> {
					Receipt receipt = answer.get();
					remember(sender, key, receipt);
					return receipt;
				}) : answer.get();
			});
		}
		finally {
			this.places.release();
		}
	}

	private boolean entered() {
		try {
			return this.places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Durable whatever the role's settings say, and not for longer than a sender waits.
	 */
	private void lock() {
		this.jdbc.sql("SET LOCAL synchronous_commit = on").update();
		this.jdbc.sql("SET LOCAL lock_timeout = '" + PATIENCE_SECONDS + "s'").update();
		try {
			this.jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((rs) -> {
			});
		}
		catch (DataAccessException ex) {
			if (SqlStates.isLockTimeout(ex)) {
				throw new Overloaded();
			}
			throw ex;
		}
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
