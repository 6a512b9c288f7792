package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import cto.registry.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings that change how PostgreSQL prints its catalog, or reads what it is sent, raise
 * no alarm wherever they were set.
 */
class CatalogSettingsTests {

	private static final TestDatabase DATABASE = TestDatabase.migrated();

	private static final String NAME = DATABASE.url().replaceAll(".*/|\\?.*", "");

	private static final List<String> LEVELS = List.of("DATABASE " + NAME, "ROLE registry_writer IN DATABASE " + NAME,
			"ROLE registry_writer");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "quote_all_identifiers | on", "standard_conforming_strings | off", "search_path | registry",
					"search_path | ''", "DateStyle | German", "DateStyle | 'SQL, DMY'", "IntervalStyle | iso_8601",
					"TimeZone | 'Asia/Calcutta'", "bytea_output | escape", "extra_float_digits | -15",
					"xmlbinary | hex", "xmloption | document", "lc_monetary | 'C.UTF-8'", "lc_numeric | 'C.UTF-8'",
					"lc_time | 'C.UTF-8'", "lc_messages | 'C.UTF-8'", "array_nulls | off", "transform_null_equals | on",
					"backslash_quote | off", "escape_string_warning | off", "row_security | off",
					"default_transaction_isolation | serializable", "default_transaction_deferrable | on",
					"statement_timeout | 20000", "check_function_bodies | off", "plpgsql.extra_errors | 'all'",
					"plpgsql.extra_warnings | 'all'", "plpgsql.variable_conflict | use_column",
					"debug_parallel_query | on", "jit_above_cost | 0", "enable_seqscan | off",
					"default_toast_compression | pglz", "lock_timeout | 1000", "synchronous_commit | local" })
	void raiseNoAlarmAndAreAsBefore(String setting, String value) throws SQLException {
		for (String level : LEVELS) {
			DATABASE.execute(DATABASE.superuser(), "ALTER " + level + " SET " + setting + " TO " + value);
			try (Connection connection = DATABASE.connect(DATABASE.writer())) {
				isIntact(connection, setting + " at " + level);
			}
			finally {
				DATABASE.execute(DATABASE.superuser(), "ALTER " + level + " RESET " + setting);
			}
		}
		// over what the driver asks for; its DateStyle may not be changed, and the
		// language is a superuser's to set
		try (Connection connection = DriverManager.getConnection(DATABASE.url(), DATABASE.writer().user(),
				DATABASE.writer().password()); Statement statement = connection.createStatement()) {
			if (!List.of("DateStyle", "lc_messages").contains(setting)) {
				statement.execute("SET " + setting + " = " + value);
			}
			isIntact(connection, setting + " in the session");
		}
	}

	private static void isIntact(Connection connection, String where) throws SQLException {
		SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
		Map<String, String> before = settings(connection);
		GuardrailReport report = new DatabaseGuardrails(JdbcClient.create(source), source, Clock.systemUTC()).inspect();
		assertThat(report.faultsAndUndo()).as(where).isEmpty();
		// a pooler gives this connection to others
		Map<String, String> changed = settings(connection);
		// those of an extension are there once it was loaded
		changed.keySet().retainAll(before.keySet());
		changed.entrySet().removeAll(before.entrySet());
		assertThat(changed).as(where).isEmpty();
	}

	private static Map<String, String> settings(Connection connection) throws SQLException {
		Map<String, String> settings = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SHOW ALL")) {
			while (rows.next()) {
				settings.put(rows.getString(1), rows.getString(2));
			}
		}
		return settings;
	}

}
