package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A dump prints the schema, and a restore reads it. What the guardrails expect must be
 * the same before and after, so each definition has to be one that PostgreSQL prints as
 * it reads it.
 */
class PrintedSchemaTests {

	private static final TestDatabase DATABASE = TestDatabase.migrated();

	@Test
	void printsEveryConstraintAsItReadsIt() throws SQLException {
		try (Connection connection = DATABASE.connect(DATABASE.superuser());
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SET LOCAL search_path = pg_catalog; SET LOCAL TimeZone = 'UTC'");
			Map<String, String> printed = constraints(statement);
			assertThat(printed.values()).filteredOn((definition) -> definition.startsWith("CHECK"))
				.hasSizeGreaterThan(40);
			for (Map.Entry<String, String> constraint : printed.entrySet()) {
				String[] place = constraint.getKey().split(" ", -1);
				statement.execute(
						"ALTER TABLE registry.%s DROP CONSTRAINT IF EXISTS %s CASCADE".formatted(place[1], place[2]));
			}
			// the keys before what refers to them
			List<Map.Entry<String, String>> again = new ArrayList<>(printed.entrySet());
			again.sort(
					(a, b) -> Boolean.compare(a.getValue().startsWith("FOREIGN"), b.getValue().startsWith("FOREIGN")));
			for (Map.Entry<String, String> constraint : again) {
				String[] place = constraint.getKey().split(" ", -1);
				statement.execute("ALTER TABLE registry.%s ADD CONSTRAINT %s %s".formatted(place[1], place[2],
						constraint.getValue()));
			}
			assertThat(constraints(statement)).isEqualTo(printed);
			connection.rollback();
		}
	}

	@Test
	void printsEveryFunctionAsItReadsIt() throws SQLException {
		try (Connection connection = DATABASE.connect(DATABASE.superuser());
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SET LOCAL search_path = pg_catalog");
			List<String> printed = functions(statement);
			assertThat(printed).hasSize(4);
			for (String function : printed) {
				statement.execute(function);
			}
			assertThat(functions(statement)).isEqualTo(printed);
			connection.rollback();
		}
	}

	private static Map<String, String> constraints(Statement statement) throws SQLException {
		Map<String, String> constraints = new TreeMap<>();
		try (ResultSet rows = statement.executeQuery("""
				SELECT contype::text || ' ' || relname || ' ' || conname, pg_get_constraintdef(c.oid)
				FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid
				WHERE c.connamespace = 'registry'::regnamespace AND contype <> 'n'
				  AND relname <> 'flyway_schema_history'""")) {
			while (rows.next()) {
				constraints.put(rows.getString(1), rows.getString(2));
			}
		}
		return constraints;
	}

	private static List<String> functions(Statement statement) throws SQLException {
		List<String> functions = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery(
				"""
						SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'registry'::regnamespace ORDER BY proname""")) {
			while (rows.next()) {
				functions.add(rows.getString(1));
			}
		}
		return functions;
	}

}
