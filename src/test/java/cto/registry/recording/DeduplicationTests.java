package cto.registry.recording;

import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;

import cto.registry.guardrail.DatabaseGuardrails;
import cto.registry.guardrail.Guardrails;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeduplicationTests {

	@Test
	void saysThatAKeyIsNotThereWhenTheDatabaseTookItAndDidNotKeepIt() throws SQLException {
		TestDatabase losing = TestDatabase.migrated();
		losing.execute(losing.superuser(),
				"CREATE FUNCTION registry.lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
						+ "CREATE TRIGGER a_lose BEFORE INSERT ON registry.idempotency_key FOR EACH ROW EXECUTE FUNCTION "
						+ "registry.lose()");
		DriverManagerDataSource intact = source(TestDatabase.migrated());
		Guardrails guardrails = new Guardrails(
				new DatabaseGuardrails(JdbcClient.create(intact), intact, Clock.systemUTC()));
		Deduplication earlier = new Deduplication(JdbcClient.create(source(losing)), guardrails);
		RecordingResult found = RecordingResult.earlier(0, new UUID(0, 0), RecordingResult.FOUND);
		assertThatThrownBy(() -> earlier.remember("alice", "key", new byte[32], found))
			.isInstanceOf(DataAccessResourceFailureException.class)
			.hasMessage("The database accepted an idempotency key and does not have it");
	}

	private static DriverManagerDataSource source(TestDatabase database) {
		return new DriverManagerDataSource(database.url(), database.writer().user(), database.writer().password());
	}

}
