package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import cto.registry.embedded.Credentials;
import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the database itself refuses, tried by plain SQL.
 */
class DatabaseRefusalTests {

	private static final List<String> TABLES = List.of("admitted_repository", "approver", "execution_request",
			"idempotency_key", "indexed_block", "intake_switch", "log_checkpoint", "log_tile", "term_block");

	private static final TestDatabase DATABASE = TestDatabase.migrated();

	@BeforeAll
	static void recordOne() throws SQLException {
		DATABASE.execute(DATABASE.writer(), "INSERT INTO registry.admitted_repository (name) VALUES ('cto')");
		DATABASE.execute(DATABASE.writer(), "INSERT INTO registry.approver (name) VALUES ('JP')");
		DATABASE.execute(DATABASE.writer(), Row.valid(0).insert());
		DATABASE.execute(DATABASE.writer(), "INSERT INTO registry.idempotency_key VALUES ('alice', 'key', 0, 201)");
	}

	static Stream<Arguments> violations() {
		return Stream.of(fault("approval_granted", "true", "approval_not_granted"),
				fault("execution_allowed", "true", "execution_not_allowed"),
				fault("runtime_default_activation", "true", "default_not_activated"),
				fault("approval_required", "false", "approval_still_required"),
				fault("packet_sha256", "sha256('other')", "packet_digest"),
				fault("packet_media_type", "'text/plain'", "packet_media_type"),
				fault("leaf_hash", "'\\x00'", "leaf_hash"), fault("log_index", "-1", "log_index"),
				fault("packet_version", "'2'", "packet_version"), fault("packet_id", "'a b'", "packet_id"),
				fault("packet_id", "''", "packet_id"), fault("title", "''", "title"),
				fault("title", "repeat('x', 201)", "title"), fault("requested_by", "repeat('x', 101)", "requested_by"),
				fault("submitted_by", "''", "submitted_by"), fault("work_items", "'{}'", "work_items"),
				fault("work_items", "array_fill('A-1'::text, ARRAY[51])", "work_items"),
				fault("task_name", "''", "task_name"), fault("task_summary", "repeat('x', 4001)", "task_summary"),
				fault("backend", "''", "backend"), fault("allowed_paths", "'{}'", "allowed_paths"),
				fault("allowed_paths", "array_fill('a'::text, ARRAY[257])", "allowed_paths"),
				fault("argv", "'{}'", "argv"), fault("working_directory", "''", "working_directory"),
				fault("environment", "'[]'", "environment"), fault("proof_pointers", "'[]'", "proof_pointers"),
				fault("blocked_actions", "blocked_actions[2:]", "mandatory_blocked_actions"),
				fault("blocked_actions", "'{}'", "mandatory_blocked_actions"),
				fault("approval_required_from", "''", "approval_required_from"),
				fault("approval_required_from", "'KT'", "approver_configured"),
				fault("notes", "repeat('x', 10001)", "notes"),
				fault("target_repository", "'never-admitted'", "target_admitted"),
				fault("supersedes", "gen_random_uuid()", "supersedes_a_record"), fault("log_index", "5", "gapless"),
				fault("submitted_at", "now() - interval '1 day'", "in_order"),
				fault("submitted_at", "'2999-01-01Z'", "submitted_at"), fault("work_items", "'{NULL}'", "work_items"),
				fault("work_items", "'{{A,B},{C,D}}'", "work_items"),
				fault("allowed_paths", "'{a,\"\"}'", "allowed_paths"), fault("argv", "'{a,NULL}'", "argv"),
				fault("blocked_actions", "blocked_actions || NULL::text", "blocked_actions"),
				fault("target_revision", "''", "target_revision"),
				fault("target_revision", "repeat('a', 39)", "target_revision"),
				fault("target_revision", "repeat('a', 65)", "target_revision"),
				fault("target_revision", "repeat('A', 40)", "target_revision"), fault("argv", "'{\"\"}'", "argv"),
				fault("argv", "'[2:3]={a,b}'", "argv"), fault("argv", "'{{a},{b}}'", "argv"),
				fault("work_items", "'{A-1,\"\"}'", "work_items"),
				fault("requested_by", "'JP (approved)'", "requested_by"), fault("requested_by", "''", "requested_by"),
				fault("requested_by", "E'cto\n'", "requested_by"), fault("requested_by", "'-cto'", "requested_by"),
				fault("task_name", "'a b'", "task_name"), fault("backend", "'é'", "backend"),
				fault("approval_required_from", "'JP!'", "approval_required_from"),
				fault("approval_required_from", "repeat('x', 101)", "approval_required_from"),
				fault("proof_pointers", "'[null]'", "proof_pointers"),
				fault("proof_pointers", "'[{\"kind\": \"file\"}]'", "proof_pointers"),
				fault("proof_pointers", "'[{\"kind\": 1, \"ref\": \"x\"}]'", "proof_pointers"));
	}

	static Stream<Arguments> flagsInTheBytes() {
		return Stream.of("true", "null", "0", "\"false\"", "[false]", "{}")
			.flatMap((value) -> Stream.of("approval_granted", "execution_allowed", "runtime_default_activation")
				.map((flag) -> Arguments.of(flag, value)));
	}

	@ParameterizedTest
	@MethodSource("violations")
	void refusesARowThatBreaksARule(String column, String value, String constraint) throws SQLException {
		for (Credentials role : List.of(DATABASE.writer(), DATABASE.owner())) {
			assertThat(constraint(refusal(role, Row.valid(1).set(column, value).insert())))
				.isEqualTo("execution_request_" + constraint);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "approval_granted", "execution_allowed", "runtime_default_activation", "approval_required",
			"packet_sha256", "leaf_hash", "submitted_by", "submitted_at", "blocked_actions", "work_items",
			"allowed_paths", "argv", "proof_pointers", "approval_required_from" })
	void refusesNothingInPlaceOfAValue(String column) {
		assertThat(refusal(DATABASE.writer(), Row.valid(1).set(column, "NULL").insert()).getSQLState())
			.isEqualTo("23502");
	}

	@ParameterizedTest
	@MethodSource("flagsInTheBytes")
	void refusesAPacketWhoseBytesSayAnythingButFalse(String flag, String value) {
		assertThat(constraintAgainst('"' + flag + "\":false", '"' + flag + "\":" + value))
			.isEqualTo("execution_request_packet_closed");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = {
			"a true one before a false one | \"approval_granted\": | \"approval_granted\":true,\"approval_granted\":",
			"a true one behind a false one | \"approval_granted\":false | \"approval_granted\":false,\"approval_granted\":true",
			"an escaped name               | \"approval_granted\": | \"approval\\u005fgranted\":true,\"approval_granted\":",
			"a missing flag                | \"execution_allowed\":false, | ``",
			"a name of its own             | {\"packet_version\" | {\"approved_by\":\"JP\",\"packet_version\"",
			"another case                  | \"title\": | \"Title\":",
			"one in the task shape         | \"task_shape\":{ | \"task_shape\":{\"approved\":true,",
			"one in the command            | \"harness_command\":{ | \"harness_command\":{\"shell\":\"true\",",
			"one in a proof pointer        | \"ref\":\"x\"} | \"ref\":\"x\"},{\"kind\":\"file\",\"ref\":\"x\",\"approved\":\"yes\"}",
			"a list in a list of pointers  | \"ref\":\"x\"} | \"ref\":\"x\"},[{\"approved\":true}]",
			"a text for a pointer          | \"ref\":\"x\"} | \"ref\":\"x\"},\"approved\"",
			"an object for the pointers    | [{\"kind\":\"file\",\"ref\":\"x\"}] | {\"kind\":\"file\",\"ref\":\"x\"}",
			"no object for the environment | [\"true\"] | [\"true\"],\"environment\":[\"A\"]",
			"a variable twice              | [\"true\"] | [\"true\"],\"environment\":{\"A\":\"1\",\"A\":\"2\"}",
			"a variable twice, null first  | [\"true\"] | [\"true\"],\"environment\":{\"A\":null,\"A\":\"2\"}",
			"a title twice                 | \"title\": | \"title\":\"Another title\",\"title\":",
			"a title twice, null first     | \"title\": | \"title\":null,\"title\":",
			"a title twice behind a number | \"title\":\"A title\" | \"title\":\"\",\"title\":1e12",
			"the task shape twice          | \"task_shape\":{ | \"task_shape\":{},\"task_shape\":{",
			"a task name twice             | {\"name\": | {\"name\":\"other\",\"name\":",
			"argv twice                    | {\"argv\": | {\"argv\":[\"false\"],\"argv\":",
			"a kind twice                  | {\"kind\": | {\"kind\":\"url\",\"kind\":",
			"no task shape                 | \"task_shape\":{\"name\":\"name\",\"summary\":\"summary\"}, | ``",
			"a text for the task shape     | {\"name\":\"name\",\"summary\":\"summary\"} | \"name\"",
			"null for the command          | {\"argv\":[\"true\"]} | null" })
	void refusesAPacketThatIsNotClosed(String how, String part, String replacement) {
		assertThat(constraintAgainst(part, replacement)).as(how).isEqualTo("execution_request_packet_closed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "null", "true", "1", "\"x\"", "[{\"approval_granted\":false}]",
			"{\"approval_granted\":false,\"execution_allowed\":false,\"runtime_default_activation\":false}" })
	void refusesWhatIsNoPacket(String json) {
		assertThat(constraint(refusal(DATABASE.writer(), Row.valid(1).packet(json).insert())))
			.isEqualTo("execution_request_packet_closed");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = {
			"every member | \"title\": | \"backend\":\"case\",\"target_revision\":\"9fceb02d0ae598e95dc970b74767f19372d61af8\",\"supersedes\":\"0198f3c2-7a41-7c3e-9b1d-2f6a5e8d4c70\",\"notes\":\"\",\"title\":",
			"every member below | [\"true\"] | [\"true\",\"\",\"a\\n\\tb\"],\"working_directory\":\"a\",\"environment\":{\"null\":\"\",\"true\":\"null\"}",
			"an empty environment | [\"true\"] | [\"true\"],\"environment\":{}",
			"a digest | \"ref\":\"x\" | \"ref\":\"x\",\"sha256\":\"00\"", "white space | \"title\": | \"title\" \t : ",
			"escapes | \"A title\" | \"\\/ \\u0041 \\\\null \\nnull nulls \\u2028 \\ud83d\\ude00 é \\\"\\\\\"",
			"an escaped name | \"title\" | \"titl\\u0065\"" })
	void takesAPacketThatIsClosed(String how, String part, String replacement) throws SQLException {
		try (Connection connection = DATABASE.connect(DATABASE.writer());
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			assertThat(statement.executeUpdate(Row.valid(1).packet(changed(part, replacement)).insert())).as(how)
				.isEqualTo(1);
			connection.rollback();
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			value = { "argv | E'{git,commit,-m,\"a\\n\\tb\",\"\"}'", "target_revision | repeat('0a', 20)",
					"target_revision | repeat('0a', 32)", "requested_by | 'a.b_c@d:e/f+g#h~i-j'",
					"requested_by | repeat('x', 100)", "environment | '{}'" })
	void takesWhatIsAllowed(String column, String value) throws SQLException {
		try (Connection connection = DATABASE.connect(DATABASE.writer());
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			assertThat(statement.executeUpdate(Row.valid(1).set(column, value).insert())).isEqualTo(1);
			connection.rollback();
		}
	}

	@ParameterizedTest
	@CsvSource({ "id, id_unique", "packet_id, packet_id_unique", "log_index, pk" })
	void refusesTheSameTwice(String column, String constraint) {
		String same = "(SELECT " + column + " FROM registry.execution_request WHERE log_index = 0)";
		assertThat(constraint(refusal(DATABASE.writer(), Row.valid(1).set(column, same).insert())))
			.isEqualTo("execution_request_" + constraint);
	}

	@Test
	void refusesTheSamePacketTwice() {
		String insert = Row.valid(1).set("packet", "(SELECT packet FROM registry.execution_request)").insert();
		assertThat(constraint(refusal(DATABASE.writer(), insert))).isEqualTo("execution_request_packet_unique");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "UPDATE registry.%s SET %s = %s", "DELETE FROM registry.%s",
			"TRUNCATE registry.%s CASCADE", "DELETE FROM registry.%s WHERE false" })
	void refusesToChangeOrRemoveForTheServiceByPrivilegeAndForTheOwnerByTrigger(String sql) {
		for (String table : TABLES) {
			String column = switch (table) {
				case "admitted_repository", "approver" -> "name";
				case "intake_switch" -> "ordinal";
				case "log_tile" -> "level";
				case "indexed_block", "term_block" -> "block";
				default -> "log_index";
			};
			String change = sql.formatted(table, column, column);
			assertThat(refusal(DATABASE.writer(), change).getSQLState()).isEqualTo("42501");
			assertThat(refusal(DATABASE.reader(), change).getSQLState()).isIn("42501", "25006");
			assertThat(refusal(DATABASE.owner(), change).getSQLState()).isEqualTo("AO001");
			assertThat(refusal(DATABASE.superuser(), "SET session_replication_role = replica; " + change).getSQLState())
				.isEqualTo("AO001");
		}
	}

	@Test
	void refusesAnUpsertThatWouldUpdate() {
		String upsert = "INSERT INTO registry.admitted_repository (name) VALUES ('cto') ON CONFLICT (name) DO UPDATE SET name = 'x'";
		assertThat(refusal(DATABASE.writer(), upsert).getSQLState()).isEqualTo("42501");
		assertThat(refusal(DATABASE.owner(), upsert).getSQLState()).isEqualTo("AO001");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ALTER TABLE registry.execution_request ADD COLUMN approved boolean",
			"ALTER TABLE registry.execution_request DROP CONSTRAINT execution_request_approval_not_granted",
			"ALTER TABLE registry.execution_request DISABLE TRIGGER ALL",
			"ALTER TABLE registry.execution_request DISABLE TRIGGER execution_request_append_only",
			"DROP TRIGGER execution_request_append_only ON registry.execution_request",
			"DROP TABLE registry.execution_request CASCADE", "DROP FUNCTION registry.refuse_change CASCADE",
			"CREATE OR REPLACE FUNCTION registry.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
			"CREATE TRIGGER t BEFORE INSERT ON registry.execution_request FOR EACH ROW EXECUTE FUNCTION registry.refuse_change()",
			"CREATE RULE r AS ON INSERT TO registry.execution_request DO INSTEAD NOTHING",
			"CREATE TABLE registry.approval (id uuid)", "CREATE TABLE public.approval (id uuid)",
			"SET session_replication_role = replica", "SET ROLE registry_owner", "ALTER ROLE registry_writer SUPERUSER",
			"CREATE INDEX i ON registry.execution_request (title)" })
	void letsTheServiceAlterNothing(String sql) {
		assertThat(refusal(DATABASE.writer(), sql).getSQLState()).isEqualTo("42501");
	}

	@Test
	void letsTheServiceGrantItselfNothing() throws SQLException {
		DATABASE.execute(DATABASE.writer(), "GRANT UPDATE ON registry.execution_request TO registry_writer");
		assertThat(refusal(DATABASE.writer(), "UPDATE registry.execution_request SET title = 'x'").getSQLState())
			.isEqualTo("42501");
	}

	@Test
	void letsTheReaderOnlyRead() throws SQLException {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DATABASE.execute(DATABASE.reader(), Row.valid(1).insert()));
		DATABASE.execute(DATABASE.reader(), "SELECT * FROM registry.execution_request");
	}

	@Test
	void letsNobodyLockTheLogButTheService() throws SQLException {
		DATABASE.execute(DATABASE.writer(), "SELECT registry.lock_log()");
		for (String mode : List.of("ACCESS SHARE", "ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE")) {
			String lock = "BEGIN; LOCK TABLE registry.append_lock IN " + mode + " MODE";
			assertThat(refusal(DATABASE.writer(), lock).getSQLState()).isEqualTo("42501");
			assertThat(refusal(DATABASE.reader(), lock).getSQLState()).isEqualTo("42501");
		}
		assertThat(refusal(DATABASE.reader(), "SELECT registry.lock_log()").getSQLState()).isEqualTo("42501");
	}

	@Test
	void letsNobodyWriteLargeObjects() {
		for (String write : List.of("SELECT lo_from_bytea(0, 'x')", "SELECT lo_create(0)", "SELECT lo_creat(131072)",
				"SELECT lo_put(1, 0, 'x')", "SELECT lo_open(1, 131072)")) {
			String sql = "SET default_transaction_read_only = off; SET transaction_read_only = off; " + write;
			assertThat(refusal(DATABASE.reader(), sql).getSQLState()).isEqualTo("42501");
			assertThat(refusal(DATABASE.writer(), sql).getSQLState()).isEqualTo("42501");
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 9223372036854775807L, 7, 1, -1 })
	void refusesASwitchThatDoesNotFollowTheLastOne(long ordinal) {
		assertThat(refusal(DATABASE.writer(),
				"INSERT INTO registry.intake_switch (ordinal, frozen, reason) VALUES (" + ordinal + ", true, 'x')")
			.getSQLState()).isEqualTo("AO002");
	}

	@Test
	void refusesAnIndexWhoseForerunnerIsNotCommitted() throws SQLException {
		try (Connection first = DATABASE.connect(DATABASE.writer()); Statement statement = first.createStatement()) {
			first.setAutoCommit(false);
			statement.executeUpdate(Row.valid(1).insert());
			assertThat(constraint(refusal(DATABASE.writer(), Row.valid(2).insert())))
				.isEqualTo("execution_request_gapless");
			first.rollback();
		}
	}

	private static String constraintAgainst(String part, String replacement) {
		return constraint(refusal(DATABASE.writer(), Row.valid(1).packet(changed(part, replacement)).insert()));
	}

	private static String changed(String part, String replacement) {
		String packet = Row.packet(1);
		assertThat(packet).contains(part);
		return packet.replace(part, replacement);
	}

	private static String constraint(PSQLException refusal) {
		return String.valueOf(Objects.requireNonNull(refusal.getServerErrorMessage()).getConstraint());
	}

	private static PSQLException refusal(Credentials role, String sql) {
		PSQLException refusal = catchThrowableOfType(PSQLException.class, () -> DATABASE.execute(role, sql));
		return Objects.requireNonNull(refusal, () -> "not refused to " + role.user() + ": " + sql);
	}

	private static Arguments fault(String column, String value, String constraint) {
		return Arguments.of(column, value, constraint);
	}

}
