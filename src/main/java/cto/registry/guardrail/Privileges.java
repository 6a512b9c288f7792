package cto.registry.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the service's own role may do, which must be to read and to insert.
 */
final class Privileges {

	private Privileges() {
	}

	static DatabaseRole role(JdbcClient jdbc) {
		return jdbc.sql("""
				SELECT current_user, r.rolsuper, pg_has_role(current_user, n.nspowner, 'MEMBER')
				       OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
				                  AND pg_has_role(current_user, c.relowner, 'MEMBER'))
				FROM pg_roles r, pg_namespace n WHERE r.rolname = current_user AND n.nspname = 'registry'""")
			.query((rs, row) -> new DatabaseRole(rs.getString(1), rs.getBoolean(2), rs.getBoolean(3)))
			.single();
	}

	static List<Guard> inspect(JdbcClient jdbc, DatabaseRole role) {
		List<Guard> guards = new ArrayList<>();
		guards.add(role("not_superuser", role.superuser(), "the role is a superuser"));
		guards.add(role("not_owner", role.owner(), "the role owns the tables, or may become their owner"));
		jdbc.sql("""
				SELECT c.relname, p.privilege, has_table_privilege(c.oid, p.privilege)
				       OR p.privilege = 'UPDATE' AND has_any_column_privilege(c.oid, 'UPDATE')
				FROM pg_class c, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS p(privilege)
				WHERE c.relnamespace = 'registry'::regnamespace AND c.relkind IN ('r', 'p')
				  AND c.relname <> 'flyway_schema_history'
				ORDER BY c.relname, p.privilege""").query((rs) -> {
			boolean held = rs.getBoolean(3);
			String privilege = rs.getString(2);
			guards.add(new Guard("no_" + privilege.toLowerCase(Locale.ROOT), rs.getString(1), "privilege",
					held ? privilege + " is held" : privilege + " is not held", !held,
					held ? "REVOKE " + privilege + " from the service's role" : null));
		});
		return guards;
	}

	private static Guard role(String name, boolean broken, String fault) {
		return new Guard(name, null, "role", broken ? fault : "holds", !broken, broken ? fault : null);
	}

}
