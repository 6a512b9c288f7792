package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tries what must be refused. The caller's transaction is rolled back whatever happens.
 */
final class Probes {

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final String APPEND_ONLY = "AO001";

	/**
	 * A row without a fault but the one that an attempt puts in; the index is far beyond
	 * any log.
	 */
	private static final String INSERT = """
			INSERT INTO registry.execution_request (log_index, id, submitted_by, submitted_at, packet,
			  packet_media_type, packet_sha256, leaf_hash, packet_version, packet_id, title, requested_by, work_items,
			  task_name, task_summary, target_repository, allowed_paths, argv, proof_pointers, blocked_actions,
			  approval_required_from, unrecognized_fields, %1$s)
			SELECT 9223372036854775807, gen_random_uuid(), 'probe', now(), packet, 'application/json', sha256(packet),
			  sha256(packet), '1', gen_random_uuid()::text, 'probe', 'probe', '{PROBE-1}', 'probe', 'probe', 'probe',
			  '{probe}', '{probe}', '[{}]', ARRAY['execute_case', 'activate_case_as_default_backend',
			  'mutate_target_repository', 'edit_upstream_hermes_agent', 'edit_upstream_hermes_webui',
			  'change_core_authority'], 'probe', '{}', %2$s
			FROM (SELECT convert_to('{"approval_granted":%3$s,"execution_allowed":false,'
			  '"runtime_default_activation":false,"probe":"' || gen_random_uuid() || '"}', 'UTF8')) AS p(packet)""";

	private final Connection connection;

	private final List<Probe> probes = new ArrayList<>();

	private Probes(Connection connection) {
		this.connection = connection;
	}

	static List<Probe> run(Connection connection) throws SQLException {
		Probes probes = new Probes(connection);
		probes.insert("approval_granted", "true", "false", "execution_request_approval_not_granted");
		probes.insert("execution_allowed", "true", "false", "execution_request_execution_not_allowed");
		probes.insert("runtime_default_activation", "true", "false", "execution_request_default_not_activated");
		probes.insert("approval_required", "false", "false", "execution_request_approval_still_required");
		probes.insert("notes", "NULL", "true", "execution_request_packet_flags");
		probes.change("update", "UPDATE registry.execution_request SET title = title WHERE false");
		probes.change("delete", "DELETE FROM registry.execution_request WHERE false");
		probes.change("truncate", "TRUNCATE registry.execution_request CASCADE");
		return probes.probes;
	}

	private void insert(String column, String value, String packetFlag, String constraint) throws SQLException {
		String attempt = column.equals("notes") ? "insert a packet that states approval_granted = true"
				: "insert " + column + " = " + value;
		attempt(attempt, INSERT.formatted(column, value, packetFlag), Set.of(constraint));
	}

	private void change(String attempt, String sql) throws SQLException {
		attempt(attempt, sql, Set.of("privilege", "execution_request_append_only"));
	}

	private void attempt(String attempt, String sql, Set<String> guards) throws SQLException {
		Savepoint before = this.connection.setSavepoint();
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
			this.probes.add(new Probe(attempt, false, null, false));
		}
		catch (PSQLException ex) {
			String by = refusedBy(ex);
			this.probes.add(new Probe(attempt, true, by, by != null && guards.contains(by)));
		}
		finally {
			this.connection.rollback(before);
		}
	}

	private static @Nullable String refusedBy(PSQLException ex) {
		ServerErrorMessage error = ex.getServerErrorMessage();
		if (APPEND_ONLY.equals(ex.getSQLState())) {
			return "execution_request_append_only";
		}
		if (INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
			return "privilege";
		}
		return (error != null) ? error.getConstraint() : null;
	}

}
