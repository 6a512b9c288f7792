package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A dump prints the schema, and a restore reads it. The guardrails expect the same before
 * and after, so each definition has to be one that PostgreSQL prints as it reads it.
 * {@code drills/dump} tries it with the real tools.
 */
class PrintedSchemaTests {

	/** Every definition of the schema, as a statement, in the order of a dump. */
	private static final String PRINTED = """
			WITH tables AS (
			  SELECT oid, relname FROM pg_class WHERE relnamespace = 'registry'::regnamespace AND relkind = 'r'
			    AND relname <> 'flyway_schema_history')
			SELECT 1 AS rank, 'function ' || oid::regprocedure AS name, pg_get_functiondef(oid) AS statement
			FROM pg_proc WHERE pronamespace = 'registry'::regnamespace
			UNION ALL
			SELECT 2, 'table ' || relname, format('CREATE TABLE registry.%I (%s)', relname, (
			    SELECT coalesce(string_agg(format('%I %s', attname, format_type(atttypid, atttypmod))
			      || coalesce(CASE attgenerated WHEN 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(adbin, adrelid))
			                  ELSE ' DEFAULT ' || pg_get_expr(adbin, adrelid) END, '')
			      || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum), '')
			    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
			    WHERE attrelid = tables.oid AND attnum > 0 AND NOT attisdropped))
			FROM tables
			UNION ALL
			SELECT CASE contype WHEN 'c' THEN 3 WHEN 'f' THEN 5 ELSE 4 END, 'constraint ' || conname,
			       format('ALTER TABLE registry.%I ADD CONSTRAINT %I %s', relname, conname, pg_get_constraintdef(c.oid))
			FROM tables JOIN pg_constraint c ON conrelid = tables.oid AND contype <> 'n'
			UNION ALL
			SELECT 6, 'index ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
			FROM tables JOIN pg_index ON indrelid = tables.oid
			WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
			UNION ALL
			SELECT 7, 'trigger ' || tgname, pg_get_triggerdef(t.oid) || CASE tgenabled
			    WHEN 'A' THEN format('; ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER %I', relname, tgname) ELSE '' END
			FROM tables JOIN pg_trigger t ON tgrelid = tables.oid AND NOT tgisinternal
			UNION ALL
			SELECT 8, 'grant ' || relname, (
			    SELECT string_agg(format('GRANT %s ON registry.%I TO %s', privilege_type, relname,
			             coalesce(quote_ident(pg_get_userbyid(nullif(grantee, 0))), 'PUBLIC')), '; ' ORDER BY grantee, privilege_type)
			    FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = tables.oid AND grantee <> relowner)
			FROM tables WHERE relname <> 'append_lock'
			UNION ALL
			SELECT 8, 'grant ' || oid::regprocedure, format('REVOKE ALL ON FUNCTION %1$s FROM PUBLIC; ', oid::regprocedure) || (
			    SELECT string_agg(format('GRANT %s ON FUNCTION %s TO %I', privilege_type, oid::regprocedure,
			             pg_get_userbyid(grantee)), '; ') FROM aclexplode(proacl) WHERE grantee <> proowner)
			FROM pg_proc WHERE pronamespace = 'registry'::regnamespace AND proacl IS NOT NULL
			ORDER BY rank, name""";

	@Test
	void isTheSameWhenItWasPrintedAndReadBack() throws SQLException {
		TestDatabase original = TestDatabase.migrated();
		Map<String, String> printed = printed(original);
		assertThat(printed).hasSizeGreaterThan(95);
		TestDatabase copy = copy(printed);
		assertThat(printed(copy)).isEqualTo(printed);
		assertThat(faults(copy)).isEmpty();
	}

	/**
	 * A leading BETWEEN is two comparisons in brackets of their own, until it is read.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"intake_switch | intake_switch_reason | char_length(reason) BETWEEN 1 AND 200 AND reason !~ '[[:cntrl:]]'",
			"execution_request | execution_request_proof_pointers | jsonb_array_length(proof_pointers) BETWEEN 1 AND 256 AND NOT jsonb_path_exists(proof_pointers, '$[*] ? (@.kind == 1)')" })
	void wouldShowADefinitionThatIsReadOtherwise(String table, String constraint, String check) throws SQLException {
		TestDatabase original = TestDatabase.migrated();
		original.execute(original.owner(), "ALTER TABLE registry.%s DROP CONSTRAINT %s, ADD CONSTRAINT %s CHECK (%s)"
			.formatted(table, constraint, constraint, check));
		Map<String, String> printed = printed(original);
		Map<String, String> again = new TreeMap<>(printed(copy(printed)));
		again.entrySet().removeAll(printed.entrySet());
		assertThat(again.keySet()).containsExactly("constraint " + constraint);
	}

	private static TestDatabase copy(Map<String, String> printed) throws SQLException {
		TestDatabase copy = TestDatabase.fresh();
		try (Connection connection = copy.connect(copy.owner()); Statement statement = connection.createStatement()) {
			statement.execute("SET check_function_bodies = off; SET search_path = ''");
			statement.execute("CREATE TABLE registry.flyway_schema_history ()");
			for (String definition : printed.values()) {
				statement.execute(definition);
			}
		}
		return copy;
	}

	private static Map<String, String> printed(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect(database.superuser());
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			ExpectedSchema.pin(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
			Map<String, String> printed = new LinkedHashMap<>();
			try (ResultSet rows = statement.executeQuery(PRINTED)) {
				while (rows.next()) {
					printed.put(rows.getString(2), rows.getString(3));
				}
			}
			return printed;
		}
	}

	private static Iterable<String> faults(TestDatabase database) {
		SingleConnectionDataSource writer = new SingleConnectionDataSource(database.url(), database.writer().user(),
				database.writer().password(), true);
		try {
			return new DatabaseGuardrails(JdbcClient.create(writer), writer, Clock.systemUTC()).inspect().faults();
		}
		finally {
			writer.destroy();
		}
	}

}
