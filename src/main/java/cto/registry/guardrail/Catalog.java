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
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The guards that must stand, and those that the catalog shows.
 */
final class Catalog {

	private static final String FOUND = """
			SELECT CASE c.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign_key' WHEN 'p' THEN 'primary_key' ELSE 'unique' END AS kind, c.conrelid::regclass::text AS owner, c.conname AS name,
			       pg_get_constraintdef(c.oid) AS definition
			FROM pg_constraint c WHERE c.connamespace = 'registry'::regnamespace AND c.contype IN ('c', 'f', 'p', 'u')
			UNION ALL
			SELECT 'trigger', t.tgrelid::regclass::text, t.tgname,
			       pg_get_triggerdef(t.oid) || CASE t.tgenabled WHEN 'A' THEN '' ELSE ' -- enabled: ' || t.tgenabled::text END
			FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid
			WHERE r.relnamespace = 'registry'::regnamespace AND NOT t.tgisinternal
			UNION ALL
			SELECT 'function', '', p.proname,
			       CASE l.lanname WHEN 'sql' THEN pg_get_function_sqlbody(p.oid) ELSE p.prosrc END
			FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
			WHERE p.pronamespace = 'registry'::regnamespace
			UNION ALL
			SELECT 'setting', '', name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes')
			UNION ALL
			SELECT 'setting', '', name, CASE setting WHEN 'off' THEN 'off' ELSE 'on' END
			FROM pg_settings WHERE name = 'synchronous_commit'""";

	private final Map<Key, String> expected;

	Catalog(Map<Key, String> expected) {
		this.expected = Map.copyOf(expected);
	}

	/** Reads the expectations that are kept beside the migrations. */
	static Catalog load() {
		try (InputStream in = Catalog.class.getResourceAsStream("/db/guards.txt")) {
			if (in == null) {
				throw new IllegalStateException("db/guards.txt is not on the class path");
			}
			return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Catalog parse(BufferedReader lines) {
		Map<Key, String> expected = new LinkedHashMap<>();
		lines.lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).forEach((line) -> {
			String[] columns = line.split("\t", 4);
			expected.put(new Key(columns[0], columns[1], columns[2]), columns[3]);
		});
		return new Catalog(expected);
	}

	Set<Key> expected() {
		return this.expected.keySet();
	}

	List<Guard> inspect(JdbcClient jdbc) {
		Map<Key, String> found = found(jdbc);
		return this.expected.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> guard(entry.getKey(), entry.getValue(), found.get(entry.getKey())))
			.toList();
	}

	static Map<Key, String> found(JdbcClient jdbc) {
		Map<Key, String> found = new LinkedHashMap<>();
		jdbc.sql(FOUND).query((rs) -> {
			String owner = rs.getString(2).replace("registry.", "");
			found.put(new Key(rs.getString(1), owner, rs.getString(3)), oneLine(rs.getString(4)));
		});
		return found;
	}

	private static Guard guard(Key key, String expected, @Nullable String found) {
		boolean intact = expected.equals(found);
		String detail = intact ? null : (found == null) ? "missing" : "must be: " + expected;
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
