package cto.registry.web.api;

import java.util.List;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Whose approval a record may require: configuration at intake, and the table of every
 * configured name later.
 */
class ApproversTests {

	private static final String APPROVERS = "/api/v1/approvers";

	@Test
	void areJudgedByTheConfigurationAtIntakeAndByTheTableLater() {
		TestDatabase database = TestDatabase.migrated();
		String record;
		try (AnotherService service = AnotherService.on(database, "--registry.approvers=KT,JP")) {
			Client client = service.client().as(Tokens.ALICE);
			assertThat(client.get(APPROVERS).text()).isEqualTo(
					"{\"items\":[{\"name\":\"JP\",\"configured\":true},{\"name\":\"KT\",\"configured\":true}],\"read_only\":true}");
			Reply reply = client.record(by("KT"));
			assertThat(reply.status()).isEqualTo(201);
			assertThat(reply.at("/approval_required_from")).isEqualTo("KT");
			record = "/api/v1/execution-requests/" + reply.at("/id");
			assertThat(client.get(record, "Accept", "text/markdown").text())
				.contains("*Not approved. Execution not allowed. Approval by `KT` is still required.*");
		}
		try (AnotherService service = AnotherService.on(database)) {
			Client client = service.client().as(Tokens.ALICE);
			assertThat(client.get(APPROVERS).text()).isEqualTo(
					"{\"items\":[{\"name\":\"JP\",\"configured\":true},{\"name\":\"KT\",\"configured\":false}],\"read_only\":true}");
			assertThat(client.get(record + "/validation").json().get("valid").asBoolean()).isTrue();
			JsonNode board = client.get("/api/v1/workboard").json();
			assertThat(board.get("items").findValuesAsString("approval_required_from")).containsExactly("KT");
			assertThat(board.at("/meaning").asString())
				.contains("Approval by each record's approver is still required");
			assertThat(board.get("items").toString()).contains("\"validated\"").doesNotContain("\"failed\"");
			Reply refused = client.record(by("KT"));
			assertThat(refused.status()).isEqualTo(422);
			assertThat(refused.at("/errors/0/pointer")).isEqualTo("/approval_required_from");
			assertThat(refused.at("/errors/0/code")).isEqualTo("approver_unknown");
			assertThat(refused.at("/errors/0/detail")).isEqualTo("'KT' is no configured approver; configured: JP");
			assertThat(client.record(by("JP")).status()).isEqualTo(201);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "JP (approved)", "-JP", "J\u00e4P", "JP\u200b" })
	void areConfiguredAsIdentities(String name) {
		TestDatabase database = TestDatabase.migrated();
		assertThatException()
			.isThrownBy(
					() -> AnotherService.on(database, "--registry.approvers[0]=JP", "--registry.approvers[1]=" + name)
						.close())
			.satisfies((failure) -> assertThat(causes(failure)).anySatisfy((message) -> assertThat(message)
				.contains("approvers[1]", "must be one word of 1 to 100 of A-Z a-z 0-9 . _ @ : / + # ~ -")));
	}

	private static List<String> causes(Throwable failure) {
		return java.util.stream.Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause)
			.map(String::valueOf)
			.toList();
	}

	private static byte[] by(String approver) {
		return TestPacket.fresh().with("approval_required_from", '"' + approver + '"').bytes();
	}

}
