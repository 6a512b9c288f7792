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

	private static final String SELECT = "SELECT " + RecordColumn.names()
			+ ", approval_granted, execution_allowed, runtime_default_activation, approval_required "
			+ "FROM registry.execution_request ORDER BY log_index";

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
			throw new UnreadableRowException(this.rows.getLong("log_index"), ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
	}

	private StoredPacket packet() throws SQLException {
		return new StoredPacket(this.rows.getBytes("packet"), this.rows.getString("packet_media_type"),
				this.rows.getBytes("packet_sha256"));
	}

	private ExecutionRequest record() throws SQLException {
		ResultSet row = this.rows;
		SubmissionStamp submitted = new SubmissionStamp(row.getString("submitted_by"),
				row.getObject("submitted_at", OffsetDateTime.class).toInstant(), row.getString("packet_media_type"),
				row.getBytes("packet").length, row.getBytes("packet_sha256"));
		ApprovalFlags flags = new ApprovalFlags(row.getObject("approval_granted", Boolean.class),
				row.getObject("execution_allowed", Boolean.class),
				row.getObject("runtime_default_activation", Boolean.class),
				row.getObject("approval_required", Boolean.class));
		return new ExecutionRequest(row.getLong("log_index"), row.getObject("id", UUID.class), submitted,
				row.getBytes("leaf_hash"), proposal(row), flags);
	}

	private static ApprovalPacket proposal(ResultSet row) throws SQLException {
		String environment = row.getString("environment");
		HarnessCommand command = new HarnessCommand(texts(row.getArray("argv")), row.getString("working_directory"),
				(environment != null) ? JSON.readValue(environment, new TypeReference<Map<String, String>>() {
				}) : Map.of());
		return new ApprovalPacket(row.getString("packet_version"), row.getString("packet_id"), row.getString("title"),
				row.getString("requested_by"), texts(row.getArray("work_items")),
				new TaskShape(row.getString("task_name"), row.getString("task_summary")), row.getString("backend"),
				row.getString("target_repository"), row.getString("target_revision"),
				texts(row.getArray("allowed_paths")), command,
				JSON.readValue(row.getString("proof_pointers"), new TypeReference<List<ProofPointer>>() {
				}), texts(row.getArray("blocked_actions")), row.getString("approval_required_from"),
				row.getObject("supersedes", UUID.class), row.getString("notes"));
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
