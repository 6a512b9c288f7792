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

	private static final String HELD = """
			SELECT c.relname, p.privilege, has_table_privilege(c.oid, p.privilege)
			       OR p.privilege IN ('UPDATE', 'REFERENCES') AND has_any_column_privilege(c.oid, p.privilege)
			FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN'])
			  AS p(privilege)
			WHERE c.relnamespace = 'registry'::regnamespace AND c.relkind IN ('r', 'p')
			  AND (p.privilege <> 'INSERT' OR c.relname = 'flyway_schema_history')
			  AND (p.privilege <> 'MAINTAIN' OR current_setting('server_version_num')::integer >= 170000)
			UNION ALL
			SELECT NULL, 'CREATE on the schema', has_schema_privilege('registry', 'CREATE')
			UNION ALL
			SELECT NULL, 'CREATE on the database', has_database_privilege(current_database(), 'CREATE')
			UNION ALL
			SELECT NULL, attribute, held FROM pg_roles,
			  LATERAL (VALUES ('CREATEROLE', rolcreaterole), ('BYPASSRLS', rolbypassrls), ('REPLICATION', rolreplication))
			  AS a(attribute, held) WHERE rolname = current_user
			UNION ALL
			SELECT NULL, 'membership in other roles',
			       EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user)
			ORDER BY 1, 2""";

	private Privileges() {
	}

	static DatabaseRole role(JdbcClient jdbc) {
		return jdbc.sql("""
				SELECT current_user, r.rolsuper, pg_has_role(current_user, n.nspowner, 'MEMBER')
				       OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid
				                  AND pg_has_role(current_user, c.relowner, 'MEMBER'))
				FROM pg_roles r, pg_namespace n WHERE r.rolname = current_user AND n.nspname = 'registry'""")
			.query((rs, row) -> new DatabaseRole(rs.getString(1), rs.getBoolean(2), rs.getBoolean(3)))
			.single();
	}

	static List<Guard> inspect(JdbcClient jdbc, DatabaseRole role) {
		List<Guard> guards = new ArrayList<>();
		guards.add(guard("not_superuser", null, "role", role.superuser(), "superuser"));
		guards.add(guard("not_owner", null, "role", role.owner(), "ownership of the tables"));
		jdbc.sql(HELD).query((rs) -> {
			String privilege = rs.getString(2);
			String name = "no_" + privilege.toLowerCase(Locale.ROOT).replace(' ', '_');
			guards.add(guard(name, rs.getString(1), "privilege", rs.getBoolean(3), privilege));
		});
		return guards;
	}

	private static Guard guard(String name, @Nullable String table, String kind, boolean held, String what) {
		return new Guard(name, table, kind, what + (held ? ": held" : ": not held"), !held,
				held ? "the service's role must not have: " + what : null);
	}

}
