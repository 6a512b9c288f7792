package cto.registry.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;

import cto.registry.packet.ApprovalPacket;
import cto.registry.record.ExecutionRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes rows into the table of records. The flag columns are not named: they have their
 * defaults, and the constraints allow nothing else.
 */
@Component
class RecordRows {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** One statement for many rows, which pays the statement's own cost once. */
	private static final int ROWS = 256;

	private static final String INSERT = """
			INSERT INTO registry.execution_request (
			  log_index, id, submitted_by, submitted_at, packet, packet_media_type, packet_sha256, leaf_hash,
			  packet_version, packet_id, title, requested_by, work_items, task_name, task_summary, backend,
			  target_repository, allowed_paths, argv, working_directory, environment, proof_pointers,
			  blocked_actions, approval_required_from, supersedes, notes, unrecognized_fields)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?)""";

	private final JdbcTemplate jdbc;

	RecordRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Inserts rows.
	 * @param rows the next rows of the log, in order
	 */
	void insert(List<NewRow> rows) {
		if (!rows.isEmpty()) {
			this.jdbc.batchUpdate(INSERT, rows, ROWS, RecordRows::set);
		}
	}

	private static void set(PreparedStatement insert, NewRow row) throws SQLException {
		ExecutionRequest record = row.record();
		ApprovalPacket proposal = record.proposal();
		Connection connection = insert.getConnection();
		int column = 0;
		insert.setLong(++column, record.logIndex());
		insert.setObject(++column, record.id());
		insert.setString(++column, record.submittedBy());
		insert.setObject(++column, record.submittedAt().atOffset(ZoneOffset.UTC));
		insert.setBytes(++column, row.packet());
		insert.setString(++column, record.packetMediaType());
		insert.setBytes(++column, record.packetSha256());
		insert.setBytes(++column, record.leafHash());
		insert.setString(++column, proposal.packetVersion());
		insert.setString(++column, proposal.packetId());
		insert.setString(++column, proposal.title());
		insert.setString(++column, proposal.requestedBy());
		insert.setArray(++column, texts(connection, proposal.workItems()));
		insert.setString(++column, proposal.taskShape().name());
		insert.setString(++column, proposal.taskShape().summary());
		insert.setString(++column, proposal.backend());
		insert.setString(++column, proposal.targetRepository());
		insert.setArray(++column, texts(connection, proposal.allowedPaths()));
		insert.setArray(++column, texts(connection, proposal.harnessCommand().argv()));
		insert.setString(++column, proposal.harnessCommand().workingDirectory());
		insert.setString(++column, environment(proposal));
		insert.setString(++column, JSON.writeValueAsString(proposal.proofPointers()));
		insert.setArray(++column, texts(connection, proposal.blockedActions()));
		insert.setString(++column, proposal.approvalRequiredFrom());
		insert.setObject(++column, proposal.supersedes(), Types.OTHER);
		insert.setString(++column, proposal.notes());
		insert.setArray(++column, texts(connection, proposal.unrecognizedFields()));
	}

	private static Array texts(Connection connection, List<String> values) throws SQLException {
		return connection.createArrayOf("text", values.toArray());
	}

	private static @Nullable String environment(ApprovalPacket proposal) {
		return proposal.harnessCommand().environment().isEmpty() ? null
				: JSON.writeValueAsString(proposal.harnessCommand().environment());
	}

}
