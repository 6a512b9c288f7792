package cto.registry.recording;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Somebody has the password of the role that records, and adds rows to the log by SQL.
 */
class UnsignedRowsTests {

	private static final String ROW = Row.valid(2).insert();

	private static final String CHECKPOINT = """
			INSERT INTO registry.log_checkpoint (tree_size, log_index, root_hash, note)
			SELECT 3, 2, root_hash, replace(note, E'\\n2\\n', E'\\n3\\n') FROM registry.log_checkpoint WHERE tree_size = 2""";

	private final TestDatabase database = TestDatabase.fresh();

	@ParameterizedTest
	@CsvSource({ "record, record 2", "checkpoint, 'record 2, checkpoint 3'", "tile, tile 0/0", "tile ahead, tile 1/7",
			"highest tile, tile 7/0" })
	void areNeverSignedAndStopRecordingUntilTheOwnerTakesThemOut(String rows, String named) throws Exception {
		byte[] known = TestPacket.fresh().bytes();
		String checkpoint;
		try (AnotherService service = AnotherService.on(this.database)) {
			Client alice = service.client().as(Tokens.ALICE);
			assertThat(alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
			assertThat(alice.record(known).status()).isEqualTo(201);
			checkpoint = alice.get("/log/checkpoint").text();
			this.database.execute(this.database.writer(), sql(rows));
			assertThatRecordingStops(alice, known, named, checkpoint);
		}
		try (AnotherService restarted = AnotherService.on(this.database)) {
			Client alice = restarted.client().as(Tokens.ALICE);
			assertThatRecordingStops(alice, known, named, checkpoint);
			this.database.execute(this.database.owner(), runbook());
			Reply next = alice.record(TestPacket.fresh().bytes());
			assertThat(next.status()).as(next.text()).isEqualTo(201);
			assertThat(next.json().get("log_index").asLong()).isEqualTo(2);
			assertThat(alice.get(String.valueOf(next.header("Location")) + "/validation").text())
				.doesNotContain("\"passed\":false");
			assertThat(alice.get("/api/v1/guardrails").json().get("intact").asBoolean()).isTrue();
		}
	}

	@Test
	void areRefusedWhereTheLeafIsNotOfTheRow() throws SQLException {
		try (AnotherService service = AnotherService.on(this.database)) {
			assertThat(service.client().as(Tokens.ALICE).record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		}
		String other = Row.valid(1).set("leaf_hash", "sha256('x')").insert();
		assertThat(catchThrowableOfType(SQLException.class, () -> this.database.execute(this.database.writer(), other))
			.getMessage()).contains("execution_request_leaf_hash");
	}

	private void assertThatRecordingStops(Client alice, byte[] known, String named, String checkpoint)
			throws SQLException {
		Reply refusal = alice.record(TestPacket.fresh().bytes());
		assertThat(refusal.status()).as(refusal.text()).isEqualTo(503);
		assertThat(refusal.at("/type")).isEqualTo("/problems/unsigned-rows");
		assertThat(refusal.at("/detail")).contains("added: " + named + ".");
		assertThat(refusal.header("Retry-After")).isNotNull();
		assertThat(alice.record(known).status()).isEqualTo(200);
		assertThat(alice.get("/api/v1/execution-requests").status()).isEqualTo(200);
		assertThat(alice.get("/log/checkpoint").text()).isEqualTo(checkpoint);
		assertThat(this.database.number("SELECT count(*) FROM registry.execution_request WHERE log_index > 2"))
			.isZero();
	}

	private static String sql(String rows) {
		return switch (rows) {
			case "record" -> ROW;
			case "checkpoint" -> ROW + "; " + CHECKPOINT;
			case "tile" -> tile(0, 0);
			case "tile ahead" -> tile(1, 7);
			case "highest tile" -> tile(7, 0);
			default -> throw new IllegalArgumentException(rows);
		};
	}

	private static String tile(int level, int index) {
		return "INSERT INTO registry.log_tile (level, tile_index, hashes, root) VALUES (" + level + ", " + index
				+ ", decode(repeat('00', 8192), 'hex'), sha256('x'))";
	}

	/** The statements of the manual, for the tree of two records. */
	private static String runbook() throws Exception {
		Matcher statements = Pattern.compile("### RegistryUnsignedRows.*?```sql\\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("docs/operating.md")));
		assertThat(statements.find()).isTrue();
		return statements.group(1).replaceAll("\\bN\\b", "2");
	}

}
