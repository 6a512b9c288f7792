package cto.registry.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the log already holds: a retry is answered from here and never makes a second
 * record.
 */
@Component
public class EarlierRecords {

	private final JdbcClient jdbc;

	EarlierRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds what this sender's key was first answered with.
	 * @param sender who posts
	 * @param key the idempotency key
	 * @param sha256 the digest of the bytes that come with it now
	 * @return the first answer again, or empty when the key is new
	 * @throws IdempotencyKeyReused when the key stands for other bytes
	 */
	public Optional<Receipt> byKey(String sender, String key, byte[] sha256) {
		return this.jdbc.sql("""
				SELECT r.log_index, r.id, k.status, r.packet_sha256
				FROM registry.idempotency_key k JOIN registry.execution_request r USING (log_index)
				WHERE k.sender = ? AND k.key = ?""").params(sender, key).query((rs, row) -> {
			UUID id = rs.getObject(2, UUID.class);
			if (!Arrays.equals(rs.getBytes(4), sha256)) {
				throw new IdempotencyKeyReused(id);
			}
			return new Receipt(rs.getLong(1), id, rs.getInt(3), true);
		}).optional();
	}

	/**
	 * Finds the record of these bytes.
	 * @param sha256 their digest, 32 bytes
	 * @return a receipt with status 200, or empty when they are new
	 */
	public Optional<Receipt> byDigest(byte[] sha256) {
		return this.jdbc.sql("SELECT log_index, id FROM registry.execution_request WHERE packet_sha256 = ?")
			.param(sha256)
			.query((rs, row) -> new Receipt(rs.getLong(1), rs.getObject(2, UUID.class), Receipt.FOUND, true))
			.optional();
	}

	/**
	 * Refuses a packet id that a record has.
	 * @param packetId the sender's name for the packet
	 * @throws PacketIdTaken when a record has that name
	 */
	public void requireFree(String packetId) {
		this.jdbc.sql("SELECT id FROM registry.execution_request WHERE packet_id = ?")
			.param(packetId)
			.query(UUID.class)
			.optional()
			.ifPresent((id) -> {
				throw new PacketIdTaken(packetId, id);
			});
	}

}
