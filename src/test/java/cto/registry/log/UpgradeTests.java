package cto.registry.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import cto.registry.merkle.CompactRange;
import cto.registry.note.Checkpoint;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database of the version before the tree.
 */
class UpgradeTests {

	private static final int RECORDS = 300;

	@Test
	void takesRecordsThatAreOlderThanTheTreeIntoIt() throws SQLException {
		TestDatabase database = ofTheFirstVersion();
		try (AnotherService service = AnotherService.on(database)) {
			Client client = service.client().as(Tokens.ALICE);
			VerifierKey key = VerifierKey.parse(client.get("/log/key").text().strip());
			Checkpoint checkpoint = SignedCheckpoint.open(client.get("/log/checkpoint").text(), key).checkpoint();
			assertThat(checkpoint.size()).isEqualTo(RECORDS);
			assertThat(checkpoint.root()).isEqualTo(rootOfTheLeaves(database));
			assertThat(client.get("/log/tile/0/000").body()).hasSize(8192);
			for (String filter : new String[] { "work_item=CTO-WORK-067", "q=summary%20TITLE" }) {
				assertThat(client.get("/api/v1/execution-requests?limit=200&" + filter).json().get("items"))
					.hasSize(200);
			}
			assertThat(client.record(TestPacket.fresh().bytes()).json().get("log_index").asInt()).isEqualTo(RECORDS);
		}
	}

	private static TestDatabase ofTheFirstVersion() throws SQLException {
		TestDatabase database = TestDatabase.fresh();
		Flyway.configure()
			.dataSource(database.url(), database.owner().user(), database.owner().password())
			.schemas("registry")
			.createSchemas(false)
			.target("1")
			.load()
			.migrate();
		try (Connection connection = database.connect(database.writer());
				Statement statement = connection.createStatement()) {
			statement.execute("INSERT INTO registry.admitted_repository (name) VALUES ('cto')");
			for (int i = 0; i < RECORDS; i++) {
				statement
					.execute(Row.valid(i).set("id", "'0198f3c2-7a41-7c3e-9b1d-%012x'::uuid".formatted(i)).insert());
			}
		}
		return database;
	}

	private static byte[] rootOfTheLeaves(TestDatabase database) throws SQLException {
		CompactRange range = CompactRange.empty();
		try (Connection connection = database.connect(database.reader());
				Statement statement = connection.createStatement();
				ResultSet leaves = statement
					.executeQuery("SELECT leaf_hash FROM registry.execution_request ORDER BY log_index")) {
			while (leaves.next()) {
				range.append(leaves.getBytes(1));
			}
		}
		return range.root();
	}

}
