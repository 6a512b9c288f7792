package cto.registry.guardrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an administrator does to a database: the table of {@code docs/operating.md}, each
 * act tried, and what stops recording undone by the statements that are reported.
 */
class OrdinaryActsTests {

	private static final TestDatabase DATABASE = TestDatabase.migrated();

	@BeforeAll
	static void makeRoles() throws SQLException {
		DATABASE.execute(DATABASE.superuser(), "CREATE ROLE analyst; CREATE ROLE rds_iam; CREATE ROLE \"Grafana X\"");
	}

	/** What a role has on the whole server is that of other tests too. */
	@AfterEach
	void resetTheRole() throws SQLException {
		DATABASE.execute(DATABASE.superuser(), "ALTER ROLE registry_writer RESET ALL");
	}

	@AfterAll
	static void dropRoles() throws SQLException {
		DATABASE.execute(DATABASE.superuser(),
				"DROP OWNED BY analyst, rds_iam, \"Grafana X\"; DROP ROLE analyst, rds_iam, \"Grafana X\"");
	}

	/** The rows of the two tables whose first cell is SQL. */
	static Stream<Act> documented() throws IOException {
		return Files.readAllLines(Path.of("docs/operating.md"))
			.stream()
			.filter((line) -> line.startsWith("| `") && line.matches(".*\\| (goes on|stops) \\|.*"))
			.map((line) -> {
				String[] cells = line.split(" \\| ", 3);
				return new Act(cells[0].replaceAll("^\\| `|`$", ""), cells[1].equals("stops"));
			});
	}

	@Test
	void areDocumented() throws IOException {
		assertThat(documented().filter(Act::stops)).hasSizeGreaterThanOrEqualTo(12);
		assertThat(documented().filter((act) -> !act.stops())).hasSizeGreaterThanOrEqualTo(12);
	}

	@ParameterizedTest
	@MethodSource("documented")
	void doWhatTheDocumentSays(Act act) throws SQLException {
		each(act.sql());
		if (act.stops()) {
			assertThat(faults()).isNotEmpty();
			undo();
		}
		assertThat(faults()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"CREATE VIEW registry.bi_v AS SELECT packet_id, title FROM registry.execution_request | view registry.bi_v was added | DROP VIEW registry.bi_v",
			"CREATE VIEW registry.\"BI v\" AS SELECT 1 | view registry.\"BI v\" was added | DROP VIEW registry.\"BI v\"",
			"CREATE MATERIALIZED VIEW registry.m AS SELECT 1 | materialized view registry.m was added | DROP MATERIALIZED VIEW registry.m",
			"CREATE TABLE registry.notes (x int); GRANT ALL ON registry.notes TO analyst | table registry.notes was added | ALTER TABLE registry.notes SET SCHEMA public",
			"GRANT INSERT, UPDATE ON registry.term_block TO \"Grafana X\" WITH GRANT OPTION | grant of INSERT WITH GRANT OPTION, UPDATE WITH GRANT OPTION on registry.term_block to \"Grafana X\" was added | REVOKE INSERT, UPDATE ON registry.term_block FROM \"Grafana X\" CASCADE",
			"GRANT UPDATE (title) ON registry.execution_request TO PUBLIC | grant of UPDATE on registry.execution_request to PUBLIC was added | REVOKE UPDATE ON registry.execution_request FROM PUBLIC CASCADE",
			"REVOKE INSERT ON registry.log_tile FROM registry_writer | grant on registry.log_tile to registry_writer is missing | REVOKE ALL ON registry.log_tile FROM registry_writer CASCADE; GRANT SELECT, INSERT ON registry.log_tile TO registry_writer",
			"CREATE RULE r AS ON INSERT TO registry.approver DO INSTEAD NOTHING | rule r of registry.approver was added | DROP RULE r ON registry.approver",
			"ALTER TABLE registry.approver ADD CONSTRAINT c CHECK (name <> 'x') | check c of registry.approver was added | ALTER TABLE registry.approver DROP CONSTRAINT c",
			"ALTER TABLE registry.log_checkpoint DROP CONSTRAINT log_checkpoint_note | check log_checkpoint_note of registry.log_checkpoint is missing | ALTER TABLE registry.log_checkpoint ADD CONSTRAINT log_checkpoint_note CHECK (((octet_length(note) <= 16384) AND (split_part(note, E'\\n'::text, 2) = (tree_size)::text) AND (split_part(note, E'\\n'::text, 3) = encode(root_hash, 'base64'::text))))",
			"ALTER TABLE registry.execution_request ADD COLUMN approved boolean | column approved of registry.execution_request was added | ALTER TABLE registry.execution_request DROP COLUMN approved",
			"ALTER TABLE registry.log_tile ALTER root DROP NOT NULL | column root of registry.log_tile was altered | ALTER TABLE registry.log_tile ALTER root SET NOT NULL, ALTER root DROP DEFAULT",
			"CREATE FUNCTION registry.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1' | function registry.f(integer) was added | DROP FUNCTION registry.f(integer)",
			"ALTER TABLE registry.approver DISABLE TRIGGER approver_append_only | trigger approver_append_only of registry.approver was altered | CREATE OR REPLACE TRIGGER approver_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.approver FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change(); ALTER TABLE registry.approver ENABLE ALWAYS TRIGGER approver_append_only",
			"ALTER ROLE registry_writer CREATEROLE | registry_writer must not have: CREATEROLE | ALTER ROLE registry_writer NOCREATEROLE" })
	void areSaidInOneSentenceWithTheStatementsThatUndoThem(String act, String fault, String undo) throws SQLException {
		each(act);
		assertThat(find(inspect(), fault).undo()).isEqualTo(undo);
		undo();
		assertThat(faults()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ALTER TABLE registry.approver OWNER TO registry_writer",
			"GRANT rds_iam, analyst TO registry_writer", "GRANT registry_owner TO registry_writer WITH ADMIN OPTION",
			"GRANT CREATE ON SCHEMA registry TO PUBLIC", "ALTER TABLE registry.term_block SET UNLOGGED",
			"ALTER TABLE registry.term_block DISABLE TRIGGER ALL",
			"ALTER TABLE registry.idempotency_key DISABLE TRIGGER ALL",
			"ALTER TABLE registry.term_block ENABLE ROW LEVEL SECURITY",
			"CREATE POLICY p ON registry.term_block USING (true)",
			"CREATE TABLE registry.kid () INHERITS (registry.term_block)",
			"DROP TRIGGER execution_request_gapless ON registry.execution_request",
			"ALTER TABLE registry.execution_request ALTER approval_granted SET DEFAULT true" })
	void areUndoneByTheStatementsThatAreReported(String act) throws SQLException {
		each(act);
		assertThat(faults()).isNotEmpty();
		undo();
		assertThat(faults()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"ALTER TABLE registry.execution_request RENAME COLUMN notes TO remarks | ALTER TABLE registry.execution_request RENAME COLUMN remarks TO notes",
			"ALTER TABLE registry.term_block RENAME TO term_blocks | ALTER TABLE registry.term_blocks RENAME TO term_block",
			"ALTER TABLE registry.execution_request DROP COLUMN notes CASCADE; ALTER TABLE registry.execution_request ADD COLUMN notes integer | ALTER TABLE registry.execution_request DROP COLUMN notes; ALTER TABLE registry.execution_request ADD COLUMN notes text CONSTRAINT execution_request_notes CHECK (char_length(notes) <= 10000)" })
	void dropNothingThatMayHoldRecords(String act, String mend) throws SQLException {
		each(act);
		try {
			assertThat(inspect().guards()).extracting(Guard::undo)
				.filteredOn(Objects::nonNull)
				.noneMatch((undo) -> undo.contains("DROP COLUMN") || undo.contains("DROP TABLE")
						|| undo.contains("SET SCHEMA"));
		}
		finally {
			each(mend);
		}
		assertThat(faults()).isEmpty();
	}

	@Test
	void sayHowToSetASettingOfTheServer() {
		ExpectedSchema.Key key = new ExpectedSchema.Key("setting", "", "full_page_writes");
		Guard guard = on((writer) -> new TransactionTemplate(new JdbcTransactionManager(writer))
			.execute((status) -> new ExpectedSchema(Map.of(key, "off")).inspect(JdbcClient.create(writer)))).stream()
			.filter((one) -> one.name().equals(key.name()))
			.findFirst()
			.orElseThrow();
		assertThat(guard.fault()).isEqualTo("setting full_page_writes is on (must be: off)");
		assertThat(guard.undo()).isEqualTo("ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf()");
	}

	/** What one undoes may bring another to light. */
	private static void undo() throws SQLException {
		for (int round = 0; round < 3; round++) {
			for (Guard guard : inspect().guards()) {
				if (guard.undo() != null) {
					each(guard.undo());
				}
			}
		}
	}

	/** One after the other, each committed: some run in no transaction. */
	private static void each(String statements) throws SQLException {
		try (Connection connection = DATABASE.connect(DATABASE.superuser());
				Statement statement = connection.createStatement()) {
			for (String sql : statements.split("; ", -1)) {
				statement.execute(sql);
			}
		}
	}

	private static List<String> faults() {
		return inspect().faultsAndUndo();
	}

	private static Guard find(GuardrailReport report, String fault) {
		assertThat(report.faults()).contains(fault);
		return report.guards().stream().filter((guard) -> guard.fault().equals(fault)).findFirst().orElseThrow();
	}

	private static GuardrailReport inspect() {
		return on((writer) -> new DatabaseGuardrails(JdbcClient.create(writer), writer, Clock.systemUTC()).inspect());
	}

	private static <T> T on(Function<SingleConnectionDataSource, T> look) {
		SingleConnectionDataSource writer = new SingleConnectionDataSource(DATABASE.url(), DATABASE.writer().user(),
				DATABASE.writer().password(), true);
		try {
			return look.apply(writer);
		}
		finally {
			writer.destroy();
		}
	}

	record Act(String sql, boolean stops) {

		@Override
		public String toString() {
			return this.sql;
		}

	}

}
