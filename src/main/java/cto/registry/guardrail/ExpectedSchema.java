package cto.registry.guardrail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The guards that must exist, and those that the database's catalog shows.
 */
final class ExpectedSchema {

	/** Everything in the schema that forces something, or could undo it. */
	private static final String FOUND = """
			WITH tables AS (
			  SELECT oid, relname, relpersistence, relkind, relrowsecurity
			  FROM pg_class WHERE relnamespace = 'registry'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
			    AND relname <> 'flyway_schema_history')
			SELECT 'table' AS kind, relname AS owner, relname AS name,
			       format('kind %s, persistence %s, row security %s, rules %s, children %s', relkind, relpersistence,
			              relrowsecurity, EXISTS (SELECT FROM pg_rewrite WHERE ev_class = tables.oid),
			              EXISTS (SELECT FROM pg_inherits WHERE inhparent = tables.oid)) AS definition
			FROM tables
			UNION ALL
			SELECT 'column', relname, attname, format_type(atttypid, atttypmod)
			       || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
			       || coalesce(CASE attgenerated WHEN '' THEN ' DEFAULT ' ELSE ' GENERATED ' END || pg_get_expr(adbin, adrelid), '')
			FROM tables JOIN pg_attribute a ON attrelid = tables.oid
			LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
			WHERE attnum > 0 AND NOT attisdropped
			UNION ALL
			SELECT CASE contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign_key' WHEN 'p' THEN 'primary_key' ELSE 'unique' END,
			       relname, conname, pg_get_constraintdef(c.oid)
			       || coalesce((SELECT ' -- not enforced' WHERE EXISTS (
			            SELECT FROM pg_trigger WHERE tgconstraint = c.oid AND tgenabled NOT IN ('O', 'A'))), '')
			FROM tables JOIN pg_constraint c ON conrelid = tables.oid AND contype <> 'n'
			UNION ALL
			SELECT 'trigger', relname, tgname,
			       pg_get_triggerdef(t.oid) || CASE tgenabled WHEN 'A' THEN '' ELSE ' -- enabled: ' || tgenabled::text END
			FROM tables JOIN pg_trigger t ON tgrelid = tables.oid AND NOT tgisinternal
			UNION ALL
			SELECT 'grant', g.relname, format('%s %s', coalesce(pg_get_userbyid(nullif(grantee, 0)), 'PUBLIC'), privilege_type),
			       CASE WHEN is_grantable THEN 'with grant option' ELSE 'granted' END
			FROM (SELECT relname, relowner, (aclexplode(relacl)).* FROM tables JOIN pg_class USING (oid, relname)
			      UNION ALL
			      SELECT relname, relowner, (aclexplode(attacl)).* FROM tables JOIN pg_class USING (oid, relname)
			      JOIN pg_attribute ON attrelid = oid) AS g
			WHERE privilege_type <> 'SELECT' AND grantee <> relowner
			UNION ALL
			SELECT 'function', '', p.oid::regprocedure::text,
			       format('%s%s%s %s', CASE WHEN prosecdef THEN 'SECURITY DEFINER ' END,
			              CASE WHEN proisstrict THEN 'STRICT ' END, array_to_string(proconfig, ' '),
			              coalesce(pg_get_function_sqlbody(p.oid), prosrc))
			FROM pg_proc p WHERE pronamespace = 'registry'::regnamespace
			UNION ALL
			SELECT 'setting', '', name, CASE WHEN name = 'synchronous_commit' AND setting <> 'off' THEN 'on' ELSE setting END
			FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'session_replication_role')""";

	private final Map<Key, String> expected;

	ExpectedSchema(Map<Key, String> expected) {
		this.expected = Map.copyOf(expected);
	}

	/** Reads the expectations that are kept beside the migrations. */
	static ExpectedSchema load() {
		try (InputStream in = ExpectedSchema.class.getResourceAsStream("/db/guards.txt")) {
			if (in == null) {
				throw new IllegalStateException("db/guards.txt is not on the class path");
			}
			return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ExpectedSchema parse(BufferedReader lines) {
		Map<Key, String> expected = new LinkedHashMap<>();
		lines.lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).forEach((line) -> {
			String[] columns = line.split("\t", 4);
			expected.put(new Key(columns[0], columns[1], columns[2]), columns[3]);
		});
		return new ExpectedSchema(expected);
	}

	Set<Key> expected() {
		return this.expected.keySet();
	}

	List<Guard> inspect(JdbcClient jdbc) {
		Map<Key, String> found = found(jdbc);
		Set<Key> all = new TreeSet<>(this.expected.keySet());
		all.addAll(found.keySet());
		return all.stream().map((key) -> guard(key, this.expected.get(key), found.get(key))).toList();
	}

	static Map<Key, String> found(JdbcClient jdbc) {
		// the catalog prints every name with its schema, and every time in one zone
		jdbc.sql("SELECT set_config('search_path', 'pg_catalog', true), set_config('TimeZone', 'UTC', true), "
				+ "set_config('DateStyle', 'ISO', true)")
			.query((rs, row) -> row)
			.single();
		Map<Key, String> found = new LinkedHashMap<>();
		jdbc.sql(FOUND).query((rs) -> {
			found.put(new Key(rs.getString(1), rs.getString(2), rs.getString(3)), oneLine(rs.getString(4)));
		});
		return found;
	}

	private static Guard guard(Key key, @Nullable String expected, @Nullable String found) {
		boolean intact = Objects.equals(expected, found);
		String detail = intact ? null
				: (found == null) ? "missing" : (expected == null) ? "not expected here" : "must be: " + expected;
		return new Guard(key.name(), key.table().isEmpty() ? null : key.table(), key.kind(), found, intact, detail);
	}

	private static String oneLine(String definition) {
		return definition.strip().replaceAll("\\s+", " ");
	}

	record Key(String kind, String table, String name) implements Comparable<Key> {

		@Override
		public int compareTo(Key other) {
			return toString().compareTo(other.toString());
		}

	}

}
