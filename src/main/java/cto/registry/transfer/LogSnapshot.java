package cto.registry.transfer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import cto.registry.log.Checkpoints;
import cto.registry.log.EntryBundles;
import cto.registry.log.LogInconsistentException;
import cto.registry.merkle.Tile;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import cto.registry.transfer.LogSource.KeyAnswer;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The log as it was at one moment, read a few records at a time. Writes nothing.
 */
public final class LogSnapshot implements AutoCloseable {

	private static final int FETCHED_BYTES = 4 << 20;

	private static final int FETCHED_ROWS = 1000;

	private static final RowMapper<String> TEXT = (row, number) -> row.getString(1);

	private static final String PACKETS = """
			SELECT log_index, packet FROM registry.execution_request WHERE log_index >= ? AND log_index < ? ORDER BY log_index""";

	private static final String KEYS = """
			SELECT sender, key, log_index, status FROM registry.idempotency_key WHERE log_index < ?
			ORDER BY log_index, sender COLLATE "C", key COLLATE "C\"""";

	private final Connection connection;

	private final JdbcTemplate jdbc;

	private final EntryBundles bundles;

	/**
	 * Takes the snapshot.
	 * @param connection one of its own, whose role may read
	 * @throws SQLException when the database refuses
	 */
	public LogSnapshot(Connection connection) throws SQLException {
		this.connection = connection;
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
		}
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		this.jdbc.setFetchSize(FETCHED_ROWS);
		this.bundles = new EntryBundles(this.jdbc);
	}

	/**
	 * Reads the checkpoint of all records that were signed.
	 * @param key verifies it
	 * @return the checkpoint, or empty where the service has signed none yet
	 * @throws LogInconsistentException when none is signed by the key, or records are
	 * missing
	 */
	public Optional<SignedCheckpoint> checkpoint(VerifierKey key) {
		Optional<SignedCheckpoint> signed = Checkpoints.latest(JdbcClient.create(this.jdbc), key);
		long size = signed.map((latest) -> latest.checkpoint().size()).orElse(0L);
		if (size > records()) {
			throw new LogInconsistentException("The last checkpoint is of " + size + " records, and the database has "
					+ records() + "; the audit command says more");
		}
		return signed;
	}

	/**
	 * Counts the records.
	 * @return how many there are, with those that no checkpoint covers
	 */
	public long records() {
		Long records = this.jdbc
			.queryForObject("SELECT coalesce(max(log_index) + 1, 0) FROM registry.execution_request", Long.class);
		return (records != null) ? records : 0;
	}

	/**
	 * Reads up to 256 entries.
	 * @param tile a tile of level 0 within the tree
	 * @return the bundle (C2SP tlog-tiles)
	 * @throws LogInconsistentException when the database lacks some of them
	 */
	public byte[] bundle(Tile tile) {
		return this.bundles.read(tile);
	}

	/**
	 * Reads packets.
	 * @param from the index of the first record
	 * @param to the index after the last
	 * @param largest the size of the largest of them in bytes, which bounds the memory
	 * @param each takes their indices and bytes, in order
	 * @throws IOException when {@code each} throws one
	 * @throws SQLException when the database refuses
	 */
	public void packets(long from, long to, int largest, PacketReader each) throws IOException, SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(PACKETS)) {
			statement.setLong(1, from);
			statement.setLong(2, to);
			statement.setFetchSize(Math.max(1, FETCHED_BYTES / largest));
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					each.read(rows.getLong(1), rows.getBytes(2));
				}
			}
		}
	}

	/**
	 * Reads what idempotency keys were first answered with.
	 * @param size the number of records
	 * @param each takes them, in the order of records, senders and keys
	 */
	public void idempotencyKeys(long size, Consumer<KeyAnswer> each) {
		this.jdbc.query(KEYS, (rs) -> {
			each.accept(new KeyAnswer(rs.getString(1), rs.getString(2), rs.getLong(3), rs.getInt(4)));
		}, size);
	}

	/**
	 * Reads the repositories that a record could ever target.
	 * @return their names, sorted
	 */
	public List<String> admittedRepositories() {
		return this.jdbc.query("SELECT name FROM registry.admitted_repository ORDER BY name COLLATE \"C\"", TEXT);
	}

	/**
	 * Reads those whose approval a record could ever require.
	 * @return their names, sorted
	 */
	public List<String> approvers() {
		return this.jdbc.query("SELECT name FROM registry.approver ORDER BY name COLLATE \"C\"", TEXT);
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
	}

	/**
	 * Takes packets.
	 */
	@FunctionalInterface
	public interface PacketReader {

		/**
		 * Takes one.
		 * @param index its record's index
		 * @param packet its bytes
		 * @throws IOException when they cannot be written
		 */
		void read(long index, byte[] packet) throws IOException;

	}

}
