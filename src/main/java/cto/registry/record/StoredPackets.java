package cto.registry.record;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The packets' bytes, apart from the records, so that a page of records never loads them.
 */
@Component
public class StoredPackets {

	private final JdbcClient jdbc;

	StoredPackets(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds the packet of a record.
	 * @param id the record's id
	 * @return the packet, or empty when there is no such record
	 */
	public Optional<StoredPacket> find(UUID id) {
		return this.jdbc
			.sql("SELECT packet, packet_media_type, packet_sha256 FROM registry.execution_request WHERE id = ?")
			.param(id)
			.query((rs, row) -> new StoredPacket(rs.getBytes(1), rs.getString(2), rs.getBytes(3)))
			.optional();
	}

}
