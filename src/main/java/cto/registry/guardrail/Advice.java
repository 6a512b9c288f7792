package cto.registry.guardrail;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What could be closed and guards no record, such as what fills the disk. Managed
 * databases give nobody the rights for some of it, so none of it is a fault.
 */
final class Advice {

	private static final String OPEN = """
			SELECT 'Every role that may connect can write large objects, and so fill the disk (' || string_agg(name, ', ')
			       || '). A superuser takes that away by running db/roles.sql'
			FROM (SELECT DISTINCT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
			      WHERE pronamespace = 'pg_catalog'::regnamespace AND grantee = 0
			        AND proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import', 'lo_open', 'lo_put', 'lo_truncate',
			                        'lo_truncate64', 'lowrite') ORDER BY proname) AS open(name)
			HAVING count(*) > 0
			UNION ALL
			SELECT format('%I may use all connections of the server. db/roles.sql limits them', rolname)
			FROM pg_roles WHERE rolname = 'registry_reader' AND rolconnlimit = -1""";

	private Advice() {
	}

	static List<String> read(JdbcClient jdbc) {
		return jdbc.sql(OPEN).query(String.class).list();
	}

}
