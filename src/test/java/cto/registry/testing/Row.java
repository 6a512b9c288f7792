package cto.registry.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of {@code execution_request} as plain SQL, to be changed one column at a time.
 */
public final class Row {

	/** A closed JSON packet; {@link #packet(long)} gives it an id of its own. */
	private static final String PACKET = """
			{"packet_version":"1","packet_id":"%s","title":"A title","requested_by":"cto","work_items":["CTO-WORK-067"],
			 "task_shape":{"name":"name","summary":"summary"},"target_repository":"cto","allowed_paths":["tools/"],
			 "harness_command":{"argv":["true"]},"proof_pointers":[{"kind":"file","ref":"x"}],
			 "blocked_actions":["execute_case","activate_case_as_default_backend","mutate_target_repository",
			  "edit_upstream_hermes_agent","edit_upstream_hermes_webui","change_core_authority"],
			 "approval_granted":false,"execution_allowed":false,"runtime_default_activation":false,
			 "approval_required_from":"JP"}""";

	private final Map<String, String> columns = new LinkedHashMap<>();

	private Row() {
	}

	/**
	 * A row that the table takes, where it is the next.
	 * @param index its log index
	 * @return the row
	 */
	public static Row valid(long index) {
		Row row = new Row();
		row.set("log_index", String.valueOf(index))
			.set("id", "gen.id")
			.set("submitted_by", "'alice'")
			.set("submitted_at", "gen.at")
			.packet(packet(index))
			.set("packet_media_type", "'application/json'")
			.set("packet_sha256", "sha256(packet)")
			.set("packet_version", "'1'")
			.set("packet_id", "'row-" + index + "'")
			.set("title", "'A title'")
			.set("requested_by", "'cto'")
			.set("work_items", "'{CTO-WORK-067}'")
			.set("task_name", "'name'")
			.set("task_summary", "'summary'")
			.set("target_repository", "'cto'")
			.set("allowed_paths", "'{tools/}'")
			.set("argv", "'{true}'")
			.set("proof_pointers", "'[{\"kind\": \"file\", \"ref\": \"x\"}]'")
			.set("approval_required_from", "'JP'");
		return row.set("blocked_actions", "blocked_actions");
	}

	/**
	 * The packet of a valid row.
	 * @param index the row's log index
	 * @return JSON, without white space around its colons
	 */
	public static String packet(long index) {
		return PACKET.formatted("row-" + index);
	}

	/**
	 * Sets a column.
	 * @param column its name
	 * @param expression SQL; may use the columns packet and blocked_actions, gen.id and
	 * gen.at
	 * @return this
	 */
	public Row set(String column, String expression) {
		this.columns.put(column, expression);
		return this;
	}

	/**
	 * Sets the packet's bytes, and the digest with them.
	 * @param json the packet
	 * @return this
	 */
	public Row packet(String json) {
		return set("packet", "convert_to('" + json.replace("'", "''") + "', 'UTF8')");
	}

	public String insert() {
		Map<String, String> values = new LinkedHashMap<>(this.columns);
		String packet = String.valueOf(values.put("packet", "packet"));
		values.putIfAbsent("leaf_hash",
				"registry.leaf_hash(" + Stream
					.of("id", "packet_sha256", "octet_length(packet)", "packet_media_type", "submitted_at",
							"submitted_by", "approval_required_from")
					.map((column) -> values.getOrDefault(column, column))
					.collect(Collectors.joining(", ")) + ")");
		return "INSERT INTO registry.execution_request (" + String.join(", ", values.keySet()) + ") SELECT "
				+ String.join(", ", values.values()) + " FROM (SELECT " + packet
				+ ") AS p(packet), (SELECT overlay(gen_random_uuid()::text placing '7' from 15)::uuid, clock_timestamp()) AS gen(id, at), (SELECT ARRAY['execute_case', 'activate_case_as_default_backend', "
				+ "'mutate_target_repository', 'edit_upstream_hermes_agent', 'edit_upstream_hermes_webui', "
				+ "'change_core_authority']) AS b(blocked_actions)";
	}

}
