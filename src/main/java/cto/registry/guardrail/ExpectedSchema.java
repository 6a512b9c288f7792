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

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The guards that must exist, and those that the database's catalog shows.
 */
final class ExpectedSchema {

	/**
	 * What the catalog prints depends on these, and the probes wait for no lock. They
	 * hold to the end of the transaction, so that a pooler may give its connection to
	 * others afterwards.
	 */
	private static final String PIN = """
			SELECT format('%I IN DATABASE %I', current_user, current_database()) FROM (
			  SELECT count(set_config(name, value, true)) FROM (VALUES
			    ('search_path', 'pg_catalog'), ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on'),
			    ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('bytea_output', 'hex'),
			    ('extra_float_digits', '1'), ('xmlbinary', 'base64'), ('xmloption', 'content'), ('lc_monetary', 'C'),
			    ('lc_numeric', 'C'), ('lc_time', 'C'), ('lock_timeout', '500ms')) AS setting(name, value)) AS pinned""";

	/** Everything in the schema that forces something, or could undo it. */
	private static final String FOUND = """
			WITH tables AS (
			  SELECT oid, quote_ident(relname) AS name, relpersistence, relkind, relrowsecurity, relowner, relacl
			  FROM pg_class WHERE relnamespace = 'registry'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
			    AND relname <> 'flyway_schema_history')
			SELECT 'table' AS kind, name AS owner, name,
			       format('%s, persistence %s, row security %s',
			              CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
			                WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END, relpersistence, relrowsecurity)
			         AS definition
			FROM tables
			UNION ALL
			SELECT 'column', name, quote_ident(attname), format_type(atttypid, atttypmod)
			       || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
			       || coalesce(CASE attgenerated WHEN '' THEN ' DEFAULT ' ELSE ' GENERATED ' END || pg_get_expr(adbin, adrelid), '')
			FROM tables JOIN pg_attribute a ON attrelid = tables.oid
			LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
			WHERE attnum > 0 AND NOT attisdropped
			UNION ALL
			SELECT CASE contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign_key' WHEN 'p' THEN 'primary_key' ELSE 'unique' END,
			       name, quote_ident(conname), pg_get_constraintdef(c.oid)
			       || coalesce((SELECT ' -- not enforced' WHERE EXISTS (
			            SELECT FROM pg_trigger WHERE tgconstraint = c.oid AND tgenabled NOT IN ('O', 'A'))), '')
			FROM tables JOIN pg_constraint c ON conrelid = tables.oid AND contype <> 'n'
			UNION ALL
			SELECT 'trigger', name, quote_ident(tgname),
			       pg_get_triggerdef(t.oid) || CASE tgenabled WHEN 'A' THEN '' ELSE ' -- enabled: ' || tgenabled::text END
			FROM tables JOIN pg_trigger t ON tgrelid = tables.oid AND NOT tgisinternal
			UNION ALL
			SELECT 'rule', name, quote_ident(rulename), pg_get_ruledef(r.oid)
			FROM tables JOIN pg_rewrite r ON ev_class = tables.oid AND relkind IN ('r', 'p')
			UNION ALL
			SELECT 'policy', name, quote_ident(polname), 'policy' FROM tables JOIN pg_policy ON polrelid = tables.oid
			UNION ALL
			SELECT 'child', name, inhrelid::regclass::text, 'child' FROM tables JOIN pg_inherits ON inhparent = tables.oid
			UNION ALL
			SELECT 'grant', name, coalesce(quote_ident(pg_get_userbyid(nullif(grantee, 0))), 'PUBLIC'),
			       string_agg(DISTINCT privilege_type || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, ', ')
			FROM (SELECT name, relowner, (aclexplode(relacl)).* FROM tables
			      UNION ALL
			      SELECT name, relowner, (aclexplode(attacl)).* FROM tables JOIN pg_attribute ON attrelid = oid) AS g
			WHERE privilege_type <> 'SELECT' AND grantee <> relowner
			GROUP BY name, grantee
			UNION ALL
			SELECT 'function', '', p.oid::regprocedure::text,
			       format('%s%s%s %s', CASE WHEN prosecdef THEN 'SECURITY DEFINER ' END,
			              CASE WHEN proisstrict THEN 'STRICT ' END,
			              -- as it is stored if quote_all_identifiers was on when the function was made
			              replace(array_to_string(proconfig, ' '), '="pg_catalog", "pg_temp"', '=pg_catalog, pg_temp'),
			              coalesce(pg_get_function_sqlbody(p.oid), prosrc))
			FROM pg_proc p WHERE pronamespace = 'registry'::regnamespace
			UNION ALL
			SELECT 'execute', '', p.oid::regprocedure::text,
			       string_agg(coalesce(quote_ident(pg_get_userbyid(nullif(grantee, 0))), 'PUBLIC'), ', ' ORDER BY grantee)
			FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner)))
			WHERE pronamespace = 'registry'::regnamespace AND prosecdef AND grantee <> proowner GROUP BY p.oid
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

	/**
	 * Compares the catalog with what must be there.
	 * @param jdbc a connection with a transaction open
	 * @return each guard, and what is there beside them
	 */
	List<Guard> inspect(JdbcClient jdbc) {
		String connectedAs = pin(jdbc);
		Map<Key, String> found = found(jdbc);
		Set<Key> all = new TreeSet<>(this.expected.keySet());
		// of a view that was added, its columns are no news
		found.keySet().stream().filter((key) -> isTable(key) || !isOfAddedTable(key)).forEach(all::add);
		return all.stream().map((key) -> guard(key, found, connectedAs)).toList();
	}

	/**
	 * Makes the catalog print each name and value in one way, to the end of the
	 * transaction.
	 * @return the role that is connected, as {@code ALTER ROLE} names it in this database
	 */
	static String pin(JdbcClient jdbc) {
		return jdbc.sql(PIN).query(String.class).single();
	}

	/** What there is, after {@link #pin}. */
	static Map<Key, String> found(JdbcClient jdbc) {
		Map<Key, String> found = new LinkedHashMap<>();
		jdbc.sql(FOUND).query((rs) -> {
			Key key = new Key(rs.getString(1), rs.getString(2), rs.getString(3));
			found.put(key, oneLine(key, rs.getString(4)));
		});
		return found;
	}

	private Guard guard(Key key, Map<Key, String> all, String connectedAs) {
		String expected = this.expected.get(key);
		String found = all.get(key);
		boolean intact = Objects.equals(expected, found);
		String detail = intact ? null
				: (found == null) ? "missing" : (expected == null) ? Guard.ADDED : "must be: " + expected;
		String undo = (intact || isRenamed(key, all)) ? null : new Undo(key, expected, found).statements(connectedAs);
		return new Guard(key.name(), key.table().isEmpty() ? null : key.table(), key.kind(), found, intact, detail,
				undo);
	}

	private boolean isOfAddedTable(Key key) {
		return !key.table().isEmpty() && !this.expected.containsKey(new Key("table", key.table(), key.table()));
	}

	/** It may be what is missing, under another name; then nobody should drop it. */
	private boolean isRenamed(Key key, Map<Key, String> all) {
		return !this.expected.containsKey(key) && this.expected.keySet()
			.stream()
			.anyMatch((other) -> other.kind().equals(key.kind()) && (isTable(key) || other.table().equals(key.table()))
					&& !all.containsKey(other) && !key.kind().equals("grant"));
	}

	private static boolean isTable(Key key) {
		return key.kind().equals("table");
	}

	/**
	 * A line for a line of the file. A body keeps its words, and a line break in a text
	 * is what the text says.
	 */
	private static String oneLine(Key key, String definition) {
		return key.kind().equals("function") ? definition.strip().replaceAll("\\s+", " ")
				: definition.replace("\\", "\\\\").replace("\n", "\\n");
	}

	record Key(String kind, String table, String name) implements Comparable<Key> {

		@Override
		public int compareTo(Key other) {
			return toString().compareTo(other.toString());
		}

	}

}
