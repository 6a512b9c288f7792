package cto.registry.log;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.UUID;

import cto.registry.merkle.Tile;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Bundles of log entries, as C2SP tlog-tiles has them: each entry behind its length, a
 * big-endian uint16.
 */
@Component
public class EntryBundles {

	private static final String ENTRIES = """
			SELECT id, packet_sha256, octet_length(packet), packet_media_type, submitted_at, submitted_by,
			       approval_required_from
			FROM registry.execution_request WHERE log_index >= ? AND log_index < ? ORDER BY log_index""";

	private final JdbcTemplate jdbc;

	/**
	 * Reads them through a template.
	 * @param jdbc whose role may read
	 */
	public EntryBundles(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads the entries whose hashes a tile of level 0 holds.
	 * @param tile a tile of level 0 within a tree that has a checkpoint
	 * @return the bundle
	 * @throws LogInconsistentException when the database lacks some of them
	 */
	public byte[] read(Tile tile) {
		ByteArrayOutputStream bundle = new ByteArrayOutputStream();
		int[] count = new int[1];
		this.jdbc.query(ENTRIES, (rs) -> {
			byte[] entry = new LogEntry(rs.getObject(1, UUID.class), rs.getBytes(2), rs.getInt(3), rs.getString(4),
					rs.getObject(5, OffsetDateTime.class).toInstant(), rs.getString(6), rs.getString(7))
				.canonicalJson();
			bundle.write(entry.length >>> Byte.SIZE);
			bundle.write(entry.length);
			bundle.writeBytes(entry);
			count[0]++;
		}, tile.start(), tile.start() + tile.width());
		if (count[0] != tile.width()) {
			throw new LogInconsistentException(
					"Of the entries of tile " + tile.path() + " the database has " + count[0]);
		}
		return bundle.toByteArray();
	}

}
