package cto.registry.log;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import cto.registry.packet.ApprovalPacket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * A row on its way into the table. The flag columns are not named: they have their
 * defaults, and the constraints allow nothing else.
 */
record RecordRow(long logIndex, UUID id, Instant submittedAt, Submission submission) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String INSERT = """
			INSERT INTO registry.execution_request (
			  log_index, id, submitted_by, submitted_at, packet, packet_media_type, packet_sha256, leaf_hash,
			  packet_version, packet_id, title, requested_by, work_items, task_name, task_summary, backend,
			  target_repository, allowed_paths, argv, working_directory, environment, proof_pointers,
			  blocked_actions, approval_required_from, supersedes, notes, unrecognized_fields)
			VALUES (
			  :log_index, :id, :submitted_by, :submitted_at, :packet, :packet_media_type, :packet_sha256, :leaf_hash,
			  :packet_version, :packet_id, :title, :requested_by, :work_items, :task_name, :task_summary, :backend,
			  :target_repository, :allowed_paths, :argv, :working_directory, :environment::jsonb,
			  :proof_pointers::jsonb, :blocked_actions, :approval_required_from, :supersedes, :notes,
			  :unrecognized_fields)""";

	LogEntry entry() {
		return new LogEntry(this.id, this.submission.sha256(), this.submission.packet().length,
				this.submission.mediaType().value(), this.submittedAt, this.submission.sender(),
				this.submission.proposal().approvalRequiredFrom());
	}

	void insert(JdbcClient jdbc) {
		ApprovalPacket proposal = this.submission.proposal();
		jdbc.sql(INSERT)
			.param("log_index", this.logIndex)
			.param("id", this.id)
			.param("submitted_by", this.submission.sender())
			.param("submitted_at", this.submittedAt.atOffset(ZoneOffset.UTC))
			.param("packet", this.submission.packet())
			.param("packet_media_type", this.submission.mediaType().value())
			.param("packet_sha256", this.submission.sha256())
			.param("leaf_hash", entry().leafHash())
			.param("packet_version", proposal.packetVersion())
			.param("packet_id", proposal.packetId())
			.param("title", proposal.title())
			.param("requested_by", proposal.requestedBy())
			.param("work_items", texts(proposal.workItems()))
			.param("task_name", proposal.taskShape().name())
			.param("task_summary", proposal.taskShape().summary())
			.param("backend", proposal.backend(), Types.VARCHAR)
			.param("target_repository", proposal.targetRepository())
			.param("allowed_paths", texts(proposal.allowedPaths()))
			.param("argv", texts(proposal.harnessCommand().argv()))
			.param("working_directory", proposal.harnessCommand().workingDirectory(), Types.VARCHAR)
			.param("environment", environment(proposal), Types.VARCHAR)
			.param("proof_pointers", JSON.writeValueAsString(proposal.proofPointers()))
			.param("blocked_actions", texts(proposal.blockedActions()))
			.param("approval_required_from", proposal.approvalRequiredFrom())
			.param("supersedes", proposal.supersedes(), Types.OTHER)
			.param("notes", proposal.notes(), Types.VARCHAR)
			.param("unrecognized_fields", texts(proposal.unrecognizedFields()))
			.update();
	}

	private static SqlArrayValue texts(List<String> values) {
		return new SqlArrayValue("text", values.toArray());
	}

	private static @Nullable String environment(ApprovalPacket proposal) {
		return proposal.harnessCommand().environment().isEmpty() ? null
				: JSON.writeValueAsString(proposal.harnessCommand().environment());
	}

}
