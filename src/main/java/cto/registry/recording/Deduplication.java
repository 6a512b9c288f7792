package cto.registry.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import cto.registry.guardrail.Guardrails;
import cto.registry.guardrail.GuardrailsBrokenException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds earlier records by digest, packet id and idempotency key: a retry gets its
 * earlier result and never makes a second record.
 */
@Component
public class Deduplication {

	private static final String BY_KEY = """
			SELECT r.log_index, r.id, k.status, r.packet_sha256
			FROM registry.idempotency_key k JOIN registry.execution_request r USING (log_index)
			WHERE k.sender = ? AND k.key = ?""";

	private static final String BY_CONTENT = """
			SELECT log_index, id, packet_sha256, packet_id FROM registry.execution_request WHERE packet_sha256 = ANY (?)
			UNION ALL
			SELECT log_index, id, packet_sha256, packet_id FROM registry.execution_request WHERE packet_id = ANY (?)""";

	public static final String REMEMBER = "INSERT INTO registry.idempotency_key (sender, key, log_index, status) VALUES (?, ?, ?, ?)";

	private final JdbcClient jdbc;

	private final Guardrails guardrails;

	Deduplication(JdbcClient jdbc, Guardrails guardrails) {
		this.jdbc = jdbc;
		this.guardrails = guardrails;
	}

	/**
	 * Finds what this sender's key was first answered with.
	 * @param sender who posts
	 * @param key the idempotency key
	 * @param sha256 the digest of the bytes that come with it now
	 * @return the first answer again, or empty when the key is new
	 * @throws IdempotencyKeyReusedException when the key stands for other bytes
	 */
	public Optional<RecordingResult> byKey(String sender, String key, byte[] sha256) {
		return this.jdbc.sql(BY_KEY).params(sender, key).query((rs, row) -> {
			UUID id = rs.getObject(2, UUID.class);
			if (!Arrays.equals(rs.getBytes(4), sha256)) {
				throw new IdempotencyKeyReusedException(id);
			}
			return RecordingResult.earlier(rs.getLong(1), id, rs.getInt(3));
		}).optional();
	}

	/**
	 * Finds the record of these bytes.
	 * @param sha256 their digest, 32 bytes
	 * @return a result with status 200, or empty if they are new
	 */
	public Optional<RecordingResult> byDigest(byte[] sha256) {
		return this.jdbc.sql("SELECT log_index, id FROM registry.execution_request WHERE packet_sha256 = ?")
			.param(sha256)
			.query((rs, row) -> RecordingResult.earlier(rs.getLong(1), rs.getObject(2, UUID.class),
					RecordingResult.FOUND))
			.optional();
	}

	/**
	 * Refuses a packet id that a record has.
	 * @param packetId the sender's name for the packet
	 * @throws PacketIdTakenException when a record has that name
	 */
	public void requireFree(String packetId) {
		this.jdbc.sql("SELECT id FROM registry.execution_request WHERE packet_id = ?")
			.param(packetId)
			.query(UUID.class)
			.optional()
			.ifPresent((id) -> {
				throw new PacketIdTakenException(packetId, id);
			});
	}

	/**
	 * Lets a key stand for a record that was there before the key, unless it stands for
	 * one already.
	 * @param sender who posts
	 * @param key the idempotency key
	 * @param sha256 the digest of the record's packet, 32 bytes
	 * @param result the result to remember
	 * @return the answer that the key stands for: this one, or an earlier one
	 * @throws IdempotencyKeyReusedException when the key stands for other bytes
	 * @throws GuardrailsBrokenException when the database does not force every guarantee
	 * @throws DataAccessException when it is not certain that the key is committed
	 */
	public RecordingResult remember(String sender, String key, byte[] sha256, RecordingResult result) {
		this.guardrails.requireIntact();
		this.jdbc.sql(REMEMBER + " ON CONFLICT DO NOTHING")
			.params(sender, key, result.logIndex(), result.status())
			.update();
		// what is read in a transaction of its own is committed
		return byKey(sender, key, sha256).orElseThrow(() -> new DataAccessResourceFailureException(
				"The database accepted an idempotency key and does not have it"));
	}

	/** The same for new keys, inside the transaction of their records. */
	void remember(List<NewKey> keys) {
		keys.forEach((key) -> this.jdbc.sql(REMEMBER)
			.params(key.sender(), key.key(), key.result().logIndex(), key.result().status())
			.update());
	}

	/** Looks up a whole batch. */
	ExistingRecords of(List<PendingSubmission> batch) {
		ExistingRecords existing = new ExistingRecords();
		if (!batch.isEmpty()) {
			this.jdbc.sql(BY_CONTENT)
				.params(batch.stream().map((one) -> one.submission().sha256()).toArray(byte[][]::new),
						batch.stream().map((one) -> one.proposal().packetId()).toArray(String[]::new))
				.query((rs) -> {
					existing.add(rs.getLong(1), rs.getObject(2, UUID.class), rs.getBytes(3), rs.getString(4));
				});
		}
		for (PendingSubmission waiting : batch) {
			Submission submission = waiting.submission();
			String key = submission.idempotencyKey();
			if (key != null) {
				this.jdbc.sql(BY_KEY).params(submission.sender(), key).query((rs) -> {
					existing.add(submission.sender(), key, rs.getBytes(4),
							RecordingResult.earlier(rs.getLong(1), rs.getObject(2, UUID.class), rs.getInt(3)));
				});
			}
		}
		return existing;
	}

	/**
	 * An idempotency key that from now on stands for a record.
	 *
	 * @param sender whose key it is
	 * @param key the key
	 * @param result the result that it repeats
	 */
	record NewKey(String sender, String key, RecordingResult result) {
	}

}
