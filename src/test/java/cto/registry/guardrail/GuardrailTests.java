package cto.registry.guardrail;

import java.util.stream.Stream;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guardrails are read from the database at run time, and recording stops without
 * them. Breaks the database, so it has a service of its own.
 */
@RegistryTest
@DirtiesContext
class GuardrailTests {

	private static final String GUARDRAILS = "/api/v1/guardrails";

	private final TestDatabase database;

	private final Client alice;

	GuardrailTests(@Autowired TestDatabase database, @LocalServerPort int port) {
		this.database = database;
		this.alice = Client.at(port).as(Tokens.ALICE);
	}

	static Stream<Arguments> damages() {
		return Stream.of(Arguments.of(
				"ALTER TABLE registry.execution_request DROP CONSTRAINT execution_request_approval_not_granted",
				"ALTER TABLE registry.execution_request ADD CONSTRAINT execution_request_approval_not_granted CHECK (approval_granted = false)"),
				Arguments.of("ALTER TABLE registry.execution_request DROP CONSTRAINT execution_request_target_admitted",
						"ALTER TABLE registry.execution_request ADD CONSTRAINT execution_request_target_admitted FOREIGN KEY (target_repository) REFERENCES registry.admitted_repository (name)"),
				Arguments.of("ALTER TABLE registry.execution_request DISABLE TRIGGER execution_request_append_only",
						"ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_append_only"),
				Arguments.of("ALTER TABLE registry.idempotency_key ENABLE TRIGGER idempotency_key_append_only",
						"ALTER TABLE registry.idempotency_key ENABLE ALWAYS TRIGGER idempotency_key_append_only"),
				Arguments.of("GRANT UPDATE (title) ON registry.execution_request TO registry_writer",
						"REVOKE UPDATE (title) ON registry.execution_request FROM registry_writer"),
				Arguments.of("GRANT DELETE ON registry.idempotency_key TO registry_writer",
						"REVOKE DELETE ON registry.idempotency_key FROM registry_writer"),
				Arguments.of("ALTER TABLE registry.execution_request ALTER approval_granted DROP NOT NULL",
						"ALTER TABLE registry.execution_request ALTER approval_granted SET NOT NULL"),
				Arguments.of("ALTER TABLE registry.execution_request ALTER approval_granted SET DEFAULT true",
						"ALTER TABLE registry.execution_request ALTER approval_granted SET DEFAULT false"),
				Arguments.of(
						"ALTER TABLE registry.idempotency_key DISABLE TRIGGER ALL; ALTER TABLE registry.idempotency_key ENABLE ALWAYS TRIGGER idempotency_key_append_only",
						"ALTER TABLE registry.idempotency_key ENABLE TRIGGER ALL; ALTER TABLE registry.idempotency_key ENABLE ALWAYS TRIGGER idempotency_key_append_only"),
				Arguments.of("ALTER TABLE registry.idempotency_key SET UNLOGGED",
						"ALTER TABLE registry.idempotency_key SET LOGGED"),
				Arguments.of(
						"ALTER TABLE registry.execution_request ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON registry.execution_request USING (true)",
						"DROP POLICY p ON registry.execution_request; ALTER TABLE registry.execution_request DISABLE ROW LEVEL SECURITY"),
				Arguments.of(
						"CREATE FUNCTION public.meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.title := 1; RETURN NEW; END'; CREATE TRIGGER extra BEFORE INSERT ON registry.execution_request FOR EACH ROW EXECUTE FUNCTION public.meddle()",
						"DROP FUNCTION public.meddle() CASCADE"),
				Arguments.of("ALTER FUNCTION registry.refuse_change() SECURITY DEFINER",
						"ALTER FUNCTION registry.refuse_change() SECURITY INVOKER"),
				Arguments.of("GRANT CREATE ON SCHEMA registry TO registry_writer",
						"REVOKE CREATE ON SCHEMA registry FROM registry_writer"),
				Arguments.of("GRANT pg_write_server_files TO registry_writer",
						"REVOKE pg_write_server_files FROM registry_writer"),
				Arguments.of("ALTER ROLE registry_writer CREATEROLE", "ALTER ROLE registry_writer NOCREATEROLE"),
				Arguments.of("GRANT UPDATE ON registry.execution_request TO registry_reader",
						"REVOKE UPDATE ON registry.execution_request FROM registry_reader"),
				Arguments.of("CREATE RULE r AS ON INSERT TO registry.idempotency_key DO INSTEAD NOTHING",
						"DROP RULE r ON registry.idempotency_key"),
				Arguments.of("GRANT registry_owner TO registry_writer", "REVOKE registry_owner FROM registry_writer"));
	}

	@Test
	void standInAFreshDatabase() {
		Reply reply = this.alice.get(GUARDRAILS);
		assertThat(reply.json().get("intact").asBoolean()).isTrue();
		assertThat(reply.at("/database_role/name")).isEqualTo("registry_writer");
		assertThat(reply.json().at("/database_role/superuser").asBoolean()).isFalse();
		assertThat(reply.json().at("/database_role/owner").asBoolean()).isFalse();
		assertThat(reply.json().get("probes").findValuesAsString("by")).containsExactly(
				"execution_request_approval_not_granted", "execution_request_execution_not_allowed",
				"execution_request_default_not_activated", "execution_request_approval_still_required",
				"execution_request_packet_closed", "execution_request_packet_closed", "execution_request_leaf_hash",
				"privilege", "privilege", "privilege");
	}

	@Test
	void coverEverythingThatTheMigrationsMade() {
		assertThat(GuardsFile.found(this.database).keySet())
			.containsExactlyInAnyOrderElementsOf(ExpectedSchema.load().expected());
	}

	@ParameterizedTest
	@MethodSource("damages")
	void areReportedMissingAndStopIntake(String breakIt, String mendIt) throws Exception {
		byte[] known = TestPacket.fresh().bytes();
		assertThat(recordPatiently(known).status()).isEqualTo(201);
		this.database.execute(this.database.superuser(), breakIt);
		try {
			assertThat(this.alice.get(GUARDRAILS).json().get("intact").asBoolean()).isFalse();
			Reply reply = this.alice.record(TestPacket.fresh().bytes());
			assertThat(reply.status()).isEqualTo(503);
			assertThat(reply.at("/type")).isEqualTo("/problems/guardrails-broken");
			assertThat(reply.header("Retry-After")).isNotNull();
			assertThat(this.alice.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(this.alice.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(this.alice.record(known).status()).isEqualTo(200);
			assertThat(this.alice.get("/api/v1/execution-requests").status()).isEqualTo(200);
		}
		finally {
			this.database.execute(this.database.superuser(), mendIt);
		}
		assertThat(this.alice.get(GUARDRAILS).json().get("intact").asBoolean()).isTrue();
		assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
		assertThat(this.alice.get("/actuator/health/readiness").status()).isEqualTo(200);
	}

	@Test
	void stopIntakeWithinTwoSecondsWithoutBeingAskedFor() throws Exception {
		this.alice.record(TestPacket.fresh().bytes());
		this.database.execute(this.database.superuser(),
				"ALTER TABLE registry.execution_request DISABLE TRIGGER execution_request_append_only");
		try {
			Thread.sleep(1100);
			assertThat(this.alice.record(TestPacket.fresh().bytes()).status()).isEqualTo(503);
		}
		finally {
			this.database.execute(this.database.superuser(),
					"ALTER TABLE registry.execution_request ENABLE ALWAYS TRIGGER execution_request_append_only");
			this.alice.get(GUARDRAILS);
		}
	}

	@Test
	void noticeATriggerFunctionThatRefusesNothing() throws Exception {
		String source = "SELECT prosrc FROM pg_proc WHERE proname = 'refuse_change'";
		this.database.execute(this.database.superuser(), "CREATE TABLE public.source AS " + source
				+ "; CREATE OR REPLACE FUNCTION registry.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
		assertThat(this.alice.get(GUARDRAILS).json().get("intact").asBoolean()).isFalse();
		this.database.execute(this.database.superuser(),
				"DO $do$ BEGIN EXECUTE format('CREATE OR REPLACE FUNCTION registry.refuse_change() RETURNS trigger "
						+ "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS %L', (SELECT prosrc FROM public.source)); END $do$");
		assertThat(this.alice.get(GUARDRAILS).json().get("intact").asBoolean()).isTrue();
	}

	/** What another test broke may be remembered for up to a second. */
	private Reply recordPatiently(byte[] packet) {
		this.alice.get(GUARDRAILS);
		return this.alice.record(packet);
	}

}
