package cto.registry.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import cto.registry.cli.Commands;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A superuser with the triggers off tampers with a log of 300 records, each time with a
 * fresh copy: the audit finds it and names the record.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTests {

	private static final int RECORDS = 300;

	private static final int ONE_BY_ONE = 270;

	private static final int EARLIER = 290;

	private static final String OFF = "ALTER TABLE registry.execution_request DISABLE TRIGGER ALL; "
			+ "ALTER TABLE registry.log_tile DISABLE TRIGGER ALL; ALTER TABLE registry.log_checkpoint DISABLE TRIGGER ALL; ";

	private static final String ON = "; ALTER TABLE registry.execution_request ENABLE TRIGGER ALL; "
			+ "ALTER TABLE registry.log_tile ENABLE TRIGGER ALL; ALTER TABLE registry.log_checkpoint ENABLE TRIGGER ALL; "
			+ "ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_append_only; "
			+ "ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_gapless; "
			+ "ALTER TABLE registry.log_tile ENABLE ALWAYS TRIGGER log_tile_append_only; "
			+ "ALTER TABLE registry.log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_append_only";

	private static final String UPDATE = "UPDATE registry.execution_request SET ";

	private final TestDatabase original = TestDatabase.fresh();

	@TempDir
	private Path directory = Path.of(".");

	private String key = "";

	private String checkpoint300 = "";

	@BeforeAll
	void records() {
		try (AnotherService service = AnotherService.on(this.original)) {
			Client client = service.client().as(Tokens.ALICE);
			// many at once make few checkpoints; the last are recorded one by one
			Senders.run(32, Collections.nCopies(ONE_BY_ONE, () -> client.record(TestPacket.fresh().bytes())));
			for (int i = ONE_BY_ONE; i < RECORDS; i++) {
				client.record(TestPacket.fresh().bytes());
			}
			this.key = client.get("/log/key").text().strip();
			this.checkpoint300 = client.get("/log/checkpoint").text();
		}
	}

	@Test
	void findsNothingInALogAsItWasWritten() throws Exception {
		Audit audit = audit(this.original.copy());
		assertThat(audit.findings()).isEmpty();
		assertThat(audit.exitCode()).isEqualTo(0);
		assertThat(audit.report().get("clean").asBoolean()).isTrue();
		assertThat(audit.report().get("records").asInt()).isEqualTo(RECORDS);
		assertThat(audit.report().get("tiles").asInt()).isEqualTo(1);
		assertThat(audit.report().get("checkpoints").asLong())
			.isEqualTo(this.original.number("SELECT count(*) FROM registry.log_checkpoint"));
		assertThat(audit(this.original, "--against", file(this.checkpoint300)).exitCode()).isEqualTo(0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"',
			value = { "packet = set_byte(packet, 40, 33) WHERE log_index = 5; 5; packet_digest",
					"packet = packet || ' ', packet_sha256 = sha256(packet || ' ') WHERE log_index = 5; 5; leaf_hash",
					"title = 'Another title' WHERE log_index = 299; 299; projection",
					"submitted_at = submitted_at + interval '1 microsecond' WHERE log_index = 17; 17; leaf_hash",
					"submitted_by = 'mallory' WHERE log_index = 260; 260; leaf_hash",
					"leaf_hash = sha256('x') WHERE log_index = 3; 3; leaf_hash",
					"work_items = '{NULL}' WHERE log_index = 8; 8; projection",
					"submitted_by = submitted_by || 'x' WHERE log_index = 299; 299; checkpoint",
					"log_index = CASE log_index WHEN 7 THEN -9 ELSE log_index END WHERE log_index = 7; 7; log_index" })
	void namesARecordThatWasChanged(String change, long record, String check) throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, "ALTER TABLE registry.execution_request DROP CONSTRAINT execution_request_packet_digest, "
				+ "DROP CONSTRAINT execution_request_work_items, DROP CONSTRAINT execution_request_packet_closed, "
				+ "DROP CONSTRAINT execution_request_log_index, DROP CONSTRAINT execution_request_leaf_hash; " + UPDATE
				+ change);
		assertThat(audit(copy)).is(naming(record, check));
	}

	@ParameterizedTest
	@CsvSource({ "approval_granted", "execution_allowed", "runtime_default_activation" })
	void namesARecordWhoseFlagWasSetAndTheConstraintThatIsGone(String flag) throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, """
				DO $do$ DECLARE c text; BEGIN
				  FOR c IN SELECT conname FROM pg_constraint
				    WHERE conrelid = 'registry.execution_request'::regclass AND contype = 'c' LOOP
				    EXECUTE format('ALTER TABLE registry.execution_request DROP CONSTRAINT %I', c);
				  END LOOP;
				END $do$;""" + UPDATE + flag + " = true WHERE log_index = 123");
		Audit audit = audit(copy);
		assertThat(audit).is(naming(123, "guardrails"));
		assertThat(audit.text()).contains("execution_request_approval_not_granted");
	}

	@ParameterizedTest
	@CsvSource({ "10, 11", "255, 256", "297, 298" })
	void namesRecordsThatWereSwapped(long one, long other) throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, "ALTER TABLE registry.execution_request DROP CONSTRAINT execution_request_log_index; " + UPDATE
				+ "log_index = -1 WHERE log_index = " + one + "; " + UPDATE + "log_index = " + one
				+ " WHERE log_index = " + other + "; " + UPDATE + "log_index = " + other + " WHERE log_index = -1");
		assertThat(audit(copy).findings()).anyMatch((finding) -> isAt(finding, one) && !check(finding).isEmpty());
	}

	@Test
	void namesTheLastRecordWhenItIsGone() throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, "DELETE FROM registry.execution_request WHERE log_index = 299");
		assertThat(audit(copy)).is(naming(299, "checkpoint"));
	}

	@Test
	void namesTheLastRecordWhenItIsGoneWithItsCheckpointIfAnEarlierOneWasKept() throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, "DELETE FROM registry.log_checkpoint WHERE tree_size = 300; "
				+ "DELETE FROM registry.execution_request WHERE log_index = 299");
		assertThat(audit(copy).findings()).isEmpty();
		assertThat(audit(copy, "--against", file(this.checkpoint300))).is(naming(299, "against"));
	}

	@ParameterizedTest
	@CsvSource({ "100", "280" })
	void namesARecordFromTheMiddleThatIsGone(long record) throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, "DELETE FROM registry.execution_request WHERE log_index = " + record);
		assertThat(audit(copy)).is(naming(record, "log_index"));
	}

	@Test
	void namesATileThatWasChangedOrIsGone() throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy,
				"UPDATE registry.log_tile SET hashes = set_byte(hashes, 32 * 200, 1 # get_byte(hashes, 32 * 200))");
		assertThat(audit(copy)).is(naming(200, "tile"));
		TestDatabase other = this.original.copy();
		tamper(other, "DELETE FROM registry.log_tile");
		assertThat(audit(other).text()).contains("Tile 0/000 is missing");
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "0, 9", "1, 0", "7, 0" })
	void findsATileAheadOfTheTree(int level, int index) throws Exception {
		TestDatabase copy = this.original.copy();
		copy.execute(copy.writer(), "INSERT INTO registry.log_tile (level, tile_index, hashes, root) VALUES (" + level
				+ ", " + index + ", decode(repeat('00', 8192), 'hex'), sha256('x'))");
		Audit audit = audit(copy);
		assertThat(audit.exitCode()).isEqualTo(1);
		assertThat(audit.text()).contains("Tile " + level + "/" + index + " is ahead of the tree of 300 records");
	}

	@Test
	void findsACheckpointThatTheLogDidNotSign() throws Exception {
		TestDatabase copy = this.original.copy();
		tamper(copy, "UPDATE registry.log_checkpoint SET note = replace(note, '— ', '— x') WHERE tree_size = 280");
		assertThat(audit(copy).text()).contains("The checkpoint of 280 records is not signed by this log");
	}

	@Test
	void findsATriggerThatIsSwitchedOff() throws Exception {
		TestDatabase copy = this.original.copy();
		copy.execute(copy.superuser(),
				"ALTER TABLE registry.execution_request DISABLE TRIGGER execution_request_append_only");
		Audit audit = audit(copy);
		assertThat(audit.exitCode()).isEqualTo(1);
		assertThat(audit.text()).contains("database_guardrails").contains("execution_request_append_only");
	}

	@Test
	void findsByAnEarlierCheckpointThatTheLastTenRecordsAndTheTreeOverThemWereRewritten() throws Exception {
		// whoever has the superuser's rights and the key as well leaves a log that is
		// consistent in itself
		TestDatabase copy = this.original.copy();
		tamper(copy, "DELETE FROM registry.log_checkpoint WHERE tree_size > " + EARLIER
				+ "; DELETE FROM registry.execution_request WHERE log_index >= " + EARLIER);
		String checkpoint290;
		try (AnotherService service = AnotherService.on(copy)) {
			Client client = service.client().as(Tokens.ALICE);
			checkpoint290 = client.get("/log/checkpoint").text();
			for (int i = EARLIER; i < RECORDS; i++) {
				client.record(TestPacket.fresh().bytes());
			}
		}
		assertThat(audit(copy).findings()).isEmpty();
		Audit audit = audit(copy, "--against", file(this.checkpoint300), "--against", file(checkpoint290));
		assertThat(audit).is(naming(EARLIER, "against"));
		assertThat(audit.text()).contains("of records 290 to 299 at least one is not what it was then");
	}

	@Test
	void couldNotRunWithoutADatabaseOrWithAnotherLogsKey() throws Exception {
		Audit other = audit(this.original.copy(), "--against", file("nonsense\n"));
		assertThat(other.exitCode()).isEqualTo(2);
		assertThat(other.error()).contains("is no checkpoint of this log");
		Audit missing = audit(this.original.copy(), "--against", this.directory.resolve("none").toString());
		assertThat(missing.exitCode()).isEqualTo(2);
		assertThat(missing.error()).contains("There is no file");
		ByteArrayOutputStream error = new ByteArrayOutputStream();
		int code = Commands.run(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream()),
				new PrintStream(error), "audit", "--key", this.key,
				"--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x");
		assertThat(code).isEqualTo(2);
		assertThat(error.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ").isNotBlank();
	}

	private static void tamper(TestDatabase database, String sql) throws SQLException {
		database.execute(database.superuser(), OFF + sql + ON);
	}

	private Audit audit(TestDatabase database, String... arguments) {
		List<String> all = new ArrayList<>(List.of("audit", "--format", "json", "--key", this.key,
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.writer().user(),
				"--spring.datasource.password=" + database.writer().password()));
		all.addAll(List.of(arguments));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream error = new ByteArrayOutputStream();
		int code = Commands.run(new ByteArrayInputStream(new byte[0]),
				new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(error, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
		return new Audit(code, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
	}

	private String file(String note) throws IOException {
		Path file = Files.createTempFile(this.directory, "checkpoint", "");
		return Files.writeString(file, note).toString();
	}

	private static Condition<Audit> naming(long record, String check) {
		return new Condition<>(
				(audit) -> audit.exitCode() == 1 && audit.findings()
					.stream()
					.anyMatch((finding) -> isAt(finding, record) && check(finding).equals(check)),
				"naming record %s by %s", record, check);
	}

	private static boolean isAt(JsonNode finding, long record) {
		return finding.path("log_index").asLong(-1) == record;
	}

	private static String check(JsonNode finding) {
		return finding.get("check").asString();
	}

	/** What one audit said. */
	private record Audit(int exitCode, String text, String error) {

		JsonNode report() {
			return JsonMapper.shared().readTree(this.text);
		}

		List<JsonNode> findings() {
			List<JsonNode> findings = new ArrayList<>();
			report().get("findings").forEach(findings::add);
			return findings;
		}

	}

}
