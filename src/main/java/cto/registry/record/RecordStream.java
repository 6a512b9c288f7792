package cto.registry.record;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.HarnessCommand;
import cto.registry.packet.ProofPointer;
import cto.registry.packet.TaskShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * All records with their packets, in the order of the log, a few at a time: memory does
 * not grow with the log. Reads rows as they are, tampered with or not.
 */
public final class RecordStream implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** At most 16 MiB each, and rarely more than one. */
	private static final int ROWS = 32;

	private static final String SELECT = """
			SELECT log_index, id, submitted_by, submitted_at, packet, packet_media_type, packet_sha256, leaf_hash,
			  packet_version, packet_id, title, requested_by, work_items, task_name, task_summary, backend,
			  target_repository, target_revision, allowed_paths, argv, working_directory, environment, proof_pointers,
			  blocked_actions, approval_required_from, supersedes, notes,
			  approval_granted, execution_allowed, runtime_default_activation, approval_required
			FROM registry.execution_request ORDER BY log_index""";

	private final PreparedStatement statement;

	private final ResultSet rows;

	/**
	 * Starts reading.
	 * @param connection one with a transaction open, or all rows are read at once
	 * @throws SQLException when the database refuses
	 */
	public RecordStream(Connection connection) throws SQLException {
		this.statement = connection.prepareStatement(SELECT);
		this.statement.setFetchSize(ROWS);
		this.rows = this.statement.executeQuery();
	}

	/**
	 * Reads the next record.
	 * @return the record, or null after the last
	 * @throws UnreadableRowException when somebody made a row that cannot be a record;
	 * the next call goes on behind it
	 * @throws SQLException when the database refuses
	 */
	public @Nullable Row next() throws SQLException {
		if (!this.rows.next()) {
			return null;
		}
		try {
			return new Row(record(), packet());
		}
		catch (RuntimeException ex) {
			throw new UnreadableRowException(this.rows.getLong(1), ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
	}

	private StoredPacket packet() throws SQLException {
		return new StoredPacket(this.rows.getBytes(5), this.rows.getString(6), this.rows.getBytes(7));
	}

	private ExecutionRequest record() throws SQLException {
		ResultSet row = this.rows;
		Submitted submitted = new Submitted(row.getString(3), row.getObject(4, OffsetDateTime.class).toInstant(),
				row.getString(6), row.getBytes(5).length, row.getBytes(7));
		Flags flags = new Flags(row.getObject(28, Boolean.class), row.getObject(29, Boolean.class),
				row.getObject(30, Boolean.class), row.getObject(31, Boolean.class));
		return new ExecutionRequest(row.getLong(1), row.getObject(2, UUID.class), submitted, row.getBytes(8),
				proposal(row), flags);
	}

	private static ApprovalPacket proposal(ResultSet row) throws SQLException {
		String environment = row.getString(22);
		HarnessCommand command = new HarnessCommand(texts(row.getArray(20)), row.getString(21),
				(environment != null) ? JSON.readValue(environment, new TypeReference<Map<String, String>>() {
				}) : Map.of());
		return new ApprovalPacket(row.getString(9), row.getString(10), row.getString(11), row.getString(12),
				texts(row.getArray(13)), new TaskShape(row.getString(14), row.getString(15)), row.getString(16),
				row.getString(17), row.getString(18), texts(row.getArray(19)), command,
				JSON.readValue(row.getString(23), new TypeReference<List<ProofPointer>>() {
				}), texts(row.getArray(24)), row.getString(25), row.getObject(26, UUID.class), row.getString(27));
	}

	private static List<String> texts(Array array) throws SQLException {
		return Arrays.asList((String[]) array.getArray());
	}

	/**
	 * A record and its packet.
	 *
	 * @param record the row without the packet
	 * @param packet the packet as it is stored
	 */
	public record Row(ExecutionRequest record, StoredPacket packet) {
	}

}
