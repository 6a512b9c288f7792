package cto.registry.workboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.Tokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The board of the two example packets, in a log of its own, until somebody changes it.
 */
class ExampleBoardTests {

	private static final String BOARD = "/api/v1/workboard";

	private static final List<String> EXAMPLES = List.of("cto-work-066.yaml", "cto-work-067.json");

	private final TestDatabase database = TestDatabase.fresh();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void isTheCommittedOneUntilARowIsChanged(int first) throws IOException, SQLException {
		try (AnotherService service = AnotherService.on(this.database)) {
			Client client = service.client();
			Reply empty = board(client);
			assertThat(empty.text()).endsWith("items: []\nnext_cursor: null\nread_only: true\n");
			record(client.as(Tokens.ALICE), EXAMPLES.get(first));
			record(client.as(Tokens.BOB), EXAMPLES.get(1 - first));
			Reply yaml = board(client);
			assertThat(yaml.body()).isEqualTo(Files.readAllBytes(Path.of("examples", "WORKBOARD.yaml")));
			assertThat(client.get(BOARD).json()).isEqualTo(YAMLMapper.shared().readTree(yaml.body()));
			changesAreSeen(client, String.valueOf(yaml.header("ETag")));
		}
	}

	private void changesAreSeen(Client client, String tag) throws SQLException {
		assertThat(client.get(BOARD, "Accept", "application/yaml", "If-None-Match", tag).status()).isEqualTo(304);
		change("UPDATE registry.execution_request SET submitted_by = 'mallory' WHERE packet_id LIKE 'cto-work-067-%'");
		Reply changed = client.get(BOARD, "Accept", "application/yaml", "If-None-Match", tag);
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.text())
			.contains("  - work_item: CTO-WORK-066\n    status: validated\n",
					"  - work_item: CTO-WORK-067\n    status: failed\n",
					"        status: failed\n        failed_checks:\n          - leaf_hash\n          - inclusion\n")
			.doesNotContain("approval_granted: true", "execution_allowed: true", "approval_required: false");
		change("UPDATE registry.execution_request SET approval_granted = true WHERE packet_id LIKE 'cto-work-066-%'");
		JsonNode both = client.get(BOARD).json();
		assertThat(both.get("items").valueStream().map((item) -> item.get("status").asString()))
			.containsExactly("failed", "failed");
		assertThat(both.at("/items/0/records/0/failed_checks").valueStream().map(JsonNode::asString))
			.containsExactly("guardrails");
		assertThat(both.at("/items/0/records/0/approval_granted").asBoolean(true)).isFalse();
	}

	private void change(String sql) throws SQLException {
		this.database.execute(this.database.superuser(),
				"ALTER TABLE registry.execution_request DISABLE TRIGGER ALL, "
						+ "DROP CONSTRAINT IF EXISTS execution_request_approval_not_granted, "
						+ "DROP CONSTRAINT IF EXISTS execution_request_leaf_hash; "
						+ "ALTER TABLE registry.log_checkpoint DISABLE TRIGGER ALL; " + sql);
	}

	private static Reply board(Client client) {
		Reply reply = client.get(BOARD, "Accept", "application/yaml");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
		return reply;
	}

	private static void record(Client client, String example) throws IOException {
		String type = example.endsWith("json") ? "application/json" : "application/yaml";
		assertThat(client.post("/api/v1/execution-requests", type, Files.readAllBytes(Path.of("examples", example)))
			.status()).isEqualTo(201);
	}

}
