package cto.registry.record;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a record that its packet or the log gives it. The flags are none: nothing
 * writes them, they have their defaults, and the constraints allow nothing else.
 *
 * @param name its name
 * @param type its type in PostgreSQL
 */
public record RecordColumn(String name, String type) {

	/** All of them, in the order in which they are written. */
	public static final List<RecordColumn> ALL = List.of(new RecordColumn("log_index", "bigint"),
			new RecordColumn("id", "uuid"), new RecordColumn("submitted_by", "text"),
			new RecordColumn("submitted_at", "timestamptz"), new RecordColumn("packet", "bytea"),
			new RecordColumn("packet_media_type", "text"), new RecordColumn("packet_sha256", "bytea"),
			new RecordColumn("leaf_hash", "bytea"), new RecordColumn("packet_version", "text"),
			new RecordColumn("packet_id", "text"), new RecordColumn("title", "text"),
			new RecordColumn("requested_by", "text"), new RecordColumn("work_items", "text[]"),
			new RecordColumn("task_name", "text"), new RecordColumn("task_summary", "text"),
			new RecordColumn("backend", "text"), new RecordColumn("target_repository", "text"),
			new RecordColumn("target_revision", "text"), new RecordColumn("allowed_paths", "text[]"),
			new RecordColumn("argv", "text[]"), new RecordColumn("working_directory", "text"),
			new RecordColumn("environment", "jsonb"), new RecordColumn("proof_pointers", "jsonb"),
			new RecordColumn("blocked_actions", "text[]"), new RecordColumn("approval_required_from", "text"),
			new RecordColumn("supersedes", "uuid"), new RecordColumn("notes", "text"));

	/** Returns the names of all, separated by commas. */
	public static String names() {
		return ALL.stream().map(RecordColumn::name).collect(Collectors.joining(", "));
	}

}
