package cto.registry.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the service's own role may do, which must be to read and to insert.
 */
final class Privileges {

	/** Table, privilege, whether it is held, and the statements that take it away. */
	private static final String HELD = """
			SELECT quote_ident(c.relname), p.privilege, has_table_privilege(c.oid, p.privilege)
			       OR p.privilege IN ('UPDATE', 'REFERENCES') AND has_any_column_privilege(c.oid, p.privilege),
			       format('REVOKE %s ON registry.%I FROM PUBLIC, %I', p.privilege, c.relname, current_user)
			FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN'])
			  AS p(privilege)
			WHERE c.relnamespace = 'registry'::regnamespace AND c.relkind IN ('r', 'p')
			  AND (p.privilege <> 'INSERT' OR c.relname IN ('append_lock', 'flyway_schema_history'))
			  AND (p.privilege <> 'MAINTAIN' OR current_setting('server_version_num')::integer >= 170000)
			UNION ALL
			SELECT NULL, 'CREATE on the schema', has_schema_privilege('registry', 'CREATE'),
			       format('REVOKE CREATE ON SCHEMA registry FROM PUBLIC, %I', current_user)
			UNION ALL
			SELECT NULL, 'CREATE on the database', has_database_privilege(current_database(), 'CREATE'),
			       format('REVOKE CREATE ON DATABASE %I FROM PUBLIC, %I', current_database(), current_user)
			UNION ALL
			SELECT NULL, attribute, held, format('ALTER ROLE %I NO%s', current_user, attribute) FROM pg_roles,
			  LATERAL (VALUES ('CREATEROLE', rolcreaterole), ('BYPASSRLS', rolbypassrls), ('REPLICATION', rolreplication))
			  AS a(attribute, held) WHERE rolname = current_user
			UNION ALL
			-- from 16 on a membership is held once for each grantor
			SELECT NULL, 'membership in other roles' || coalesce(' (' || string_agg(DISTINCT quote_ident(g.rolname), ', ') || ')', ''),
			       count(*) > 0, string_agg(format('REVOKE %I FROM %I', g.rolname, current_user)
			         || CASE WHEN current_setting('server_version_num')::integer >= 160000
			                 THEN format(' GRANTED BY %I', pg_get_userbyid(m.grantor)) ELSE '' END, '; ')
			FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
			WHERE r.rolname = current_user
			ORDER BY 1, 2""";

	private Privileges() {
	}

	static DatabaseRole role(JdbcClient jdbc) {
		return jdbc.sql(DatabaseRole.SELECT)
			.query((rs, row) -> new DatabaseRole(rs.getString(1), rs.getBoolean(2), rs.getBoolean(3)))
			.single();
	}

	static List<Guard> inspect(JdbcClient jdbc, DatabaseRole role) {
		List<Guard> guards = new ArrayList<>();
		String quoted = '"' + role.name().replace("\"", "\"\"") + '"';
		guards.add(guard("not_superuser", null, "role", role.superuser(), role.name(), "superuser",
				"ALTER ROLE " + quoted + " NOSUPERUSER"));
		guards.add(guard("not_owner", null, "role", role.owner(), role.name(), "ownership of the tables",
				"REASSIGN OWNED BY " + quoted + " TO registry_owner"));
		jdbc.sql(HELD).query((rs) -> {
			String table = rs.getString(1);
			String privilege = rs.getString(2);
			String name = "no_" + privilege.replaceFirst(" \\(.*", "").toLowerCase(Locale.ROOT).replace(' ', '_');
			guards.add(guard(name, table, "privilege", rs.getBoolean(3), role.name(), privilege, rs.getString(4)));
		});
		return guards;
	}

	private static Guard guard(String name, @Nullable String table, String kind, boolean held, String role, String what,
			@Nullable String undo) {
		String detail = role + " must not have: " + what + ((table != null) ? " on registry." + table : "");
		return new Guard(name, table, kind, what + (held ? ": held" : ": not held"), !held, held ? detail : null,
				held ? undo : null);
	}

}
