package cto.registry.guardrail;

/**
 * The role that the service acts as in the database.
 *
 * @param name its name
 * @param superuser whether it is one; it must not be
 * @param owner whether it owns the records or may become their owner; it must not
 */
public record DatabaseRole(String name, boolean superuser, boolean owner) {

	/**
	 * Selects the three of the role that is connected, and whether it may make roles and
	 * create in the schema, with which it could become the owner. The schema may be
	 * missing.
	 */
	public static final String SELECT = """
			SELECT current_user, r.rolsuper,
			       coalesce(pg_has_role(current_user, n.nspowner, 'MEMBER')
			         OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid
			                    AND pg_has_role(current_user, c.relowner, 'MEMBER')), false),
			       r.rolcreaterole, coalesce(has_schema_privilege(n.oid, 'CREATE'), false)
			FROM pg_roles r LEFT JOIN pg_namespace n ON n.nspname = 'registry' WHERE r.rolname = current_user""";

}
