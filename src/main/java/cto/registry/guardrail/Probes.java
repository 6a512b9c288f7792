package cto.registry.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tries what must be refused, each in a block that is undone whatever happens. The
 * database catches the refusals itself, so its log stays free for attempts that are
 * meant.
 */
final class Probes {

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final String APPEND_ONLY = "AO001";

	/** What an attempt that nobody refused is undone with. */
	private static final String NOT_REFUSED = "PR000";

	private static final Set<String> AGAINST_CHANGE = Set.of("privilege", "execution_request_append_only");

	private static final String PACKET = """
			{"packet_version": "1", "packet_id": "$packet_id", "title": "probe", "requested_by": "probe",
			 "work_items": ["PROBE-1"], "task_shape": {"name": "probe", "summary": "probe"},
			 "target_repository": $repository, "allowed_paths": ["probe"], "harness_command": {"argv": ["probe"]},
			 "proof_pointers": [{"kind": "file", "ref": "probe"}], "blocked_actions": ["execute_case",
			  "activate_case_as_default_backend", "mutate_target_repository", "edit_upstream_hermes_agent",
			  "edit_upstream_hermes_webui", "change_core_authority"],
			 "approval_granted": false, "execution_allowed": false, "runtime_default_activation": false,
			 "approval_required_from": $approver, "notes": "probe"}""";

	private static final List<Attempt> ATTEMPTS = List.of(
			insert("approval_granted", "true", "execution_request_approval_not_granted"),
			insert("execution_allowed", "true", "execution_request_execution_not_allowed"),
			insert("runtime_default_activation", "true", "execution_request_default_not_activated"),
			insert("approval_required", "false", "execution_request_approval_still_required"),
			packet("that states approval_granted = true", "\"approval_granted\": false", "\"approval_granted\": true"),
			packet("with a member that the schema does not name", "\"notes\"", "\"approved_by\""),
			new Attempt("insert a row with the leaf of another one",
					row("notes", "NULL", PACKET).replace("octet_length(packet)", "0"),
					Set.of("execution_request_leaf_hash")),
			new Attempt("update", "UPDATE registry.execution_request SET title = title WHERE false", AGAINST_CHANGE),
			new Attempt("delete", "DELETE FROM registry.execution_request WHERE false", AGAINST_CHANGE),
			new Attempt("truncate", "TRUNCATE registry.execution_request CASCADE", AGAINST_CHANGE));

	/** Leaves the SQLSTATE and the constraint of the refusal in a setting. */
	private static final String TRY = """
			DO $probe$
			DECLARE
			  state    text;
			  refuser  text;
			BEGIN
			  EXECUTE current_setting('registry.attempt');
			  RAISE EXCEPTION USING ERRCODE = 'PR000';
			EXCEPTION
			  WHEN lock_not_available OR deadlock_detected OR insufficient_resources OR operator_intervention
			    OR system_error OR read_only_sql_transaction THEN
			    RAISE;
			  WHEN OTHERS THEN
			    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, refuser = CONSTRAINT_NAME;
			    PERFORM set_config('registry.refusal', state || ' ' || refuser, true);
			END
			$probe$""";

	private Probes() {
	}

	/**
	 * Tries everything.
	 * @param jdbc a connection with a transaction open, which is rolled back later
	 * @return one probe an attempt
	 */
	static List<Probe> run(JdbcClient jdbc) {
		List<Probe> probes = new ArrayList<>();
		for (Attempt attempt : ATTEMPTS) {
			jdbc.sql("SELECT set_config('registry.attempt', ?, true)")
				.param(attempt.sql())
				.query(String.class)
				.single();
			jdbc.sql(TRY).update();
			String refusal = jdbc.sql("SELECT current_setting('registry.refusal')").query(String.class).single();
			probes.add(probe(attempt, refusal.substring(0, 5), refusal.substring(6)));
		}
		return probes;
	}

	private static Probe probe(Attempt attempt, String state, String constraint) {
		boolean refused = !NOT_REFUSED.equals(state);
		String by = refused ? refuser(state, constraint) : null;
		return new Probe(attempt.name(), refused, by, by != null && attempt.refusers().contains(by));
	}

	private static @Nullable String refuser(String state, String constraint) {
		return switch (state) {
			case APPEND_ONLY -> "execution_request_append_only";
			case INSUFFICIENT_PRIVILEGE -> "privilege";
			default -> constraint.isEmpty() ? null : constraint;
		};
	}

	private static Attempt insert(String column, String value, String constraint) {
		return new Attempt("insert " + column + " = " + value, row(column, value, PACKET), Set.of(constraint));
	}

	private static Attempt packet(String fault, String part, String replacement) {
		return new Attempt("insert a packet " + fault, row("notes", "NULL", PACKET.replace(part, replacement)),
				Set.of("execution_request_packet_closed"));
	}

	/**
	 * The next row of the log, with no fault but the one put in, so that without its rule
	 * the row is inserted.
	 */
	private static String row(String column, String value, String packet) {
		return """
				INSERT INTO registry.execution_request (log_index, id, submitted_by, submitted_at, packet,
				  packet_media_type, packet_sha256, leaf_hash, packet_version, packet_id, title, requested_by, work_items,
				  task_name, task_summary, target_repository, allowed_paths, argv, proof_pointers, blocked_actions,
				  approval_required_from, {column})
				SELECT coalesce(last.log_index + 1, 0), id, 'probe', at,
				  packet, 'application/json', sha256(packet), registry.leaf_hash(id, sha256(packet), octet_length(packet),
				  'application/json', at, 'probe', approver), '1', packet_id, 'probe', 'probe', '{PROBE-1}',
				  'probe', 'probe', repository, '{probe}', '{probe}', '[{"kind": "file", "ref": "probe"}]',
				  ARRAY['execute_case', 'activate_case_as_default_backend', 'mutate_target_repository',
				  'edit_upstream_hermes_agent', 'edit_upstream_hermes_webui', 'change_core_authority'], approver, {value}
				FROM (SELECT gen_random_uuid(), 'probe-' || gen_random_uuid(),
				        -- in a new database there may be none yet
				        coalesce((SELECT name FROM registry.admitted_repository LIMIT 1), 'probe'),
				        coalesce((SELECT name FROM registry.approver LIMIT 1), 'probe')) AS t(id, packet_id, repository, approver)
				LEFT JOIN (SELECT log_index, submitted_at FROM registry.execution_request
				           ORDER BY log_index DESC LIMIT 1) AS last ON true,
				LATERAL (SELECT greatest(now(), last.submitted_at)) AS n(at),
				LATERAL (SELECT convert_to(replace(replace(replace('{packet}', '$packet_id', packet_id),
				           '$repository', to_json(repository)::text), '$approver', to_json(approver)::text), 'UTF8'))
				           AS p(packet)"""
			.replace("{column}", column)
			.replace("{value}", value)
			.replace("{packet}", packet);
	}

	private record Attempt(String name, String sql, Set<String> refusers) {
	}

}
