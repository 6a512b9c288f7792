package cto.registry.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A superuser with the triggers off and the constraints gone changes a record: the
 * validation names the check that fails, and the record can still be read and listed.
 */
@RegistryTest
@DirtiesContext
class TamperingTests {

	private static final String ROUTE = "/api/v1/execution-requests";

	private static final Map<String, String> CHANGES = Map.ofEntries(
			Map.entry("packet = set_byte(packet, 40, 33)", "packet_digest"),
			Map.entry("packet = packet || ' ', packet_sha256 = sha256(packet || ' ')", "leaf_hash"),
			Map.entry("packet = '{}', packet_sha256 = sha256('{}')", "packet_rules"),
			Map.entry("title = 'Another title'", "projection"), Map.entry("allowed_paths = '{core/}'", "projection"),
			Map.entry("work_items = '{NULL}'", "projection"), Map.entry("blocked_actions = '{}'", "projection"),
			Map.entry("argv = '{rm,-rf}'", "projection"), Map.entry("notes = 'x'", "projection"),
			Map.entry("approval_granted = true", "guardrails"), Map.entry("approval_granted = NULL", "guardrails"),
			Map.entry("execution_allowed = true", "guardrails"),
			Map.entry("runtime_default_activation = true", "guardrails"),
			Map.entry("approval_required = false", "guardrails"), Map.entry("submitted_by = 'mallory'", "leaf_hash"),
			Map.entry("submitted_at = submitted_at + interval '1 microsecond'", "leaf_hash"),
			Map.entry("approval_required_from = 'nobody'", "leaf_hash"),
			Map.entry("leaf_hash = sha256('x')", "leaf_hash"));

	private final TestDatabase database;

	private final Client alice;

	private final int port;

	TamperingTests(@Autowired TestDatabase database, @LocalServerPort int port) {
		this.database = database;
		this.port = port;
		this.alice = Client.at(port).as(Tokens.ALICE);
	}

	@Test
	void isNamedByTheCheckThatFails() throws SQLException {
		// recorded first: once the guardrails are gone, nothing is
		Map<String, String> records = new LinkedHashMap<>();
		CHANGES.keySet()
			.forEach((change) -> records.put(change, this.alice.record(TestPacket.fresh().bytes()).at("/id")));
		removeGuardrails();
		for (Map.Entry<String, String> record : records.entrySet()) {
			this.database.execute(this.database.superuser(), "UPDATE registry.execution_request SET " + record.getKey()
					+ " WHERE id = '" + record.getValue() + "'");
			String path = ROUTE + "/" + record.getValue();
			JsonNode report = this.alice.get(path + "/validation").json();
			assertThat(report.get("valid").asBoolean()).as(record.getKey()).isFalse();
			assertThat(failed(report)).as(record.getKey()).contains(CHANGES.get(record.getKey()));
			// the column of its own leaf is no part of a proof: the entry is hashed
			// afresh
			if ("leaf_hash".equals(CHANGES.get(record.getKey())) && !record.getKey().startsWith("leaf_hash")) {
				assertThat(failed(report)).as(record.getKey()).contains("inclusion");
				assertThat(status(path + "/proof")).as(record.getKey()).isEqualTo(500);
			}
			assertThat(status(path + "/packet")).isEqualTo(200);
			assertThat(status(path)).as(record.getKey()).isEqualTo(200);
			assertThat(status(ROUTE)).as(record.getKey()).isEqualTo(200);
		}
	}

	private static List<String> failed(JsonNode report) {
		List<String> names = new ArrayList<>();
		report.get("checks").forEach((check) -> {
			if (!check.get("passed").asBoolean()) {
				names.add(check.get("name").asString());
			}
		});
		return names;
	}

	/** Not held against the contract, which a record that was tampered with may break. */
	private int status(String path) {
		return RestClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri(path)
			.exchange((request, response) -> response.getStatusCode().value());
	}

	private void removeGuardrails() throws SQLException {
		this.database.execute(this.database.superuser(), """
				DO $do$ DECLARE c text; BEGIN
				  FOR c IN SELECT conname FROM pg_constraint
				    WHERE conrelid = 'registry.execution_request'::regclass AND contype = 'c' LOOP
				    EXECUTE format('ALTER TABLE registry.execution_request DROP CONSTRAINT %I', c);
				  END LOOP;
				END $do$;
				ALTER TABLE registry.execution_request ALTER approval_granted DROP NOT NULL, DISABLE TRIGGER ALL""");
	}

}
