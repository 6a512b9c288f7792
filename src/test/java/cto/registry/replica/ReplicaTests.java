package cto.registry.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import cto.registry.problem.StartupRefusedException;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A replica is played by a copy of the database, whose records say in their titles that
 * they are of the copy. It never follows, so it is behind once something is recorded.
 */
class ReplicaTests {

	private static final String LIST = "/api/v1/execution-requests?limit=10";

	private static final String TITLE = "/items/0/title";

	private static final String OF_THE_COPY = "Read from the replica";

	private static final String READINESS = "/actuator/health/readiness";

	private static final String PRIMARY_PATIENCE = "--spring.datasource.hikari.connection-timeout=500";

	private static TestDatabase primary;

	private static String recorded;

	@BeforeAll
	static void recordOne() {
		primary = TestDatabase.fresh();
		try (AnotherService service = AnotherService.on(primary)) {
			recorded = record(service);
		}
	}

	@Test
	void readsFromTheReplicaThatHasEveryRecord() throws Exception {
		TestDatabase database = primary.copy();
		try (AnotherService service = AnotherService.on(database, reader(copyOf(database)))) {
			Client reader = service.client().as(Tokens.READER);
			assertThat(reader.get(LIST).at(TITLE)).isEqualTo(OF_THE_COPY);
			assertThat(reader.get(recorded).at("/title")).isEqualTo(OF_THE_COPY);
		}
	}

	@Test
	void readsWhatWasJustRecordedAtWhicheverInstance() throws Exception {
		TestDatabase database = primary.copy();
		String copy = reader(copyOf(database));
		try (AnotherService one = AnotherService.on(database);
				AnotherService other = AnotherService.on(database, copy)) {
			Client reader = other.client().as(Tokens.READER);
			assertThat(reader.get(LIST).at(TITLE)).isEqualTo(OF_THE_COPY);
			String here = record(one);
			assertThat(reader.get(LIST).json().get("items")).hasSize(2);
			assertThat(reader.get(here).status()).isEqualTo(200);
			assertThat(reader.get(LIST).at(TITLE)).isNotEqualTo(OF_THE_COPY);
			assertThat(reader.get(record(other)).status()).isEqualTo(200);
			assertThat(reader.get(LIST).json().get("items")).hasSize(3);
		}
	}

	@Test
	void checksRecordsAndGuardrailsWhereIsRecorded() throws Exception {
		TestDatabase database = primary.copy();
		try (AnotherService service = AnotherService.on(database, reader(copyOf(database)))) {
			Client reader = service.client().as(Tokens.READER);
			assertThat(reader.get(recorded + "/validation").json().get("valid").asBoolean()).isTrue();
			assertThat(reader.get("/api/v1/guardrails").json().get("intact").asBoolean()).isTrue();
		}
	}

	@Test
	void readsOnWhenTheReplicaGoesAndWhenItComesBack() throws Exception {
		TestDatabase database = primary.copy();
		TestDatabase copy = copyOf(database);
		try (AnotherService service = AnotherService.on(database, reader(copy))) {
			Client reader = service.client().as(Tokens.READER);
			copy.allowConnections(false);
			Reply first = reader.get(LIST);
			assertThat(first.status()).isEqualTo(200);
			assertThat(first.at(TITLE)).isNotEqualTo(OF_THE_COPY);
			copy.allowConnections(true);
			await(reader, OF_THE_COPY);
		}
	}

	@Test
	void losesNoConnectionToAReplicaThatAnswersWithErrors() throws Exception {
		TestDatabase database = primary.copy();
		TestDatabase copy = copyOf(database);
		try (AnotherService service = AnotherService.on(database, reader(copy),
				"--spring.datasource.hikari.maximum-pool-size=2")) {
			Client reader = service.client().as(Tokens.READER);
			copy.execute(copy.superuser(), "REVOKE SELECT ON registry.execution_request FROM registry_writer");
			for (int i = 0; i < 3; i++) {
				assertThat(reader.get(LIST).at(TITLE)).isNotEqualTo(OF_THE_COPY);
				// longer than the replica is left alone
				Thread.sleep(1100);
			}
			copy.execute(copy.superuser(), "GRANT SELECT ON registry.execution_request TO registry_writer");
			await(reader, OF_THE_COPY);
		}
	}

	@Test
	void readsOnWhenThePrimaryGoesAndRecordsAgainWhenItComesBack() throws Exception {
		TestDatabase database = primary.copy();
		TestDatabase copy = copyOf(database);
		try (AnotherService service = AnotherService.on(database, reader(copy), PRIMARY_PATIENCE)) {
			Client reader = service.client().as(Tokens.READER);
			database.allowConnections(false);
			assertThat(reader.get(LIST).at(TITLE)).isEqualTo(OF_THE_COPY);
			assertThat(reader.get(recorded + "/packet").status()).isEqualTo(200);
			assertThat(post(service).status()).isEqualTo(503);
			database.allowConnections(true);
			String record = record(service);
			assertThat(reader.get(record).status()).isEqualTo(200);
		}
	}

	@Test
	void isReadyWhileOneOfThemCanBeRead() throws Exception {
		TestDatabase database = primary.copy();
		TestDatabase copy = copyOf(database);
		try (AnotherService service = AnotherService.on(database, reader(copy), PRIMARY_PATIENCE)) {
			Client anybody = service.client();
			assertThat(anybody.get(READINESS).status()).as("with both").isEqualTo(200);
			database.allowConnections(false);
			// longer than what was last seen of the guardrails counts
			Thread.sleep(1100);
			assertThat(anybody.get(READINESS).status()).as("with the replica").isEqualTo(200);
			copy.allowConnections(false);
			assertThat(anybody.get(READINESS).status()).as("with neither").isEqualTo(503);
			database.allowConnections(true);
			// the pool pauses for up to 5 s between two attempts
			for (int i = 0; i < 100 && anybody.get(READINESS).status() != 200; i++) {
				Thread.sleep(100);
			}
			assertThat(anybody.get(READINESS).status()).as("with the primary").isEqualTo(200);
			database.execute(database.superuser(), "ALTER TABLE registry.execution_request DISABLE TRIGGER USER");
			Thread.sleep(1100);
			assertThat(anybody.get(READINESS).status()).as("without a guardrail").isEqualTo(503);
		}
	}

	@Test
	void startsWithoutTheReplicaAndReadsItOnceItIsThere() throws Exception {
		TestDatabase database = primary.copy();
		TestDatabase copy = copyOf(database);
		copy.allowConnections(false);
		try (AnotherService service = AnotherService.on(database, reader(copy))) {
			Client reader = service.client().as(Tokens.READER);
			assertThat(reader.get(LIST).at(TITLE)).isNotEqualTo(OF_THE_COPY);
			copy.allowConnections(true);
			await(reader, OF_THE_COPY);
		}
	}

	@Test
	void neverReadsTheLogOfAnotherThatWasAwayAtTheStart() throws Exception {
		TestDatabase other = TestDatabase.fresh();
		try (AnotherService service = AnotherService.on(other)) {
			record(service);
			record(service);
		}
		other.allowConnections(false);
		TestDatabase database = primary.copy();
		try (AnotherService service = AnotherService.on(database, reader(other))) {
			Client reader = service.client().as(Tokens.READER);
			other.allowConnections(true);
			for (int i = 0; i < 4; i++) {
				assertThat(reader.get(LIST).json().get("items")).hasSize(1);
				// longer than the replica is left alone
				Thread.sleep(1100);
			}
		}
	}

	@Test
	void isNotReadInPlaceOfAPrimaryThatIsOnlyBusy() throws Exception {
		TestDatabase database = primary.copy();
		TestDatabase copy = copyOf(database);
		try (HikariDataSource pool = pool(database); Replica replica = new Replica(pool(copy), Duration.ofSeconds(1))) {
			ReplicaRoutingDataSource reading = new ReplicaRoutingDataSource(pool, replica, Duration.ofSeconds(1));
			try (Connection only = pool.getConnection()) {
				assertThat(replica.compare(only)).isTrue();
				reading.beginReading();
				assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(reading::getConnection);
			}
			finally {
				reading.endReading();
			}
			reading.beginReading();
			try (Connection there = reading.getConnection()) {
				assertThat(there.getMetaData().getURL()).isNotEqualTo(database.url());
			}
			finally {
				reading.endReading();
			}
		}
	}

	private static HikariDataSource pool(TestDatabase database) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setUsername(database.writer().user());
		config.setPassword(database.writer().password());
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(500);
		return new HikariDataSource(config);
	}

	@Test
	void refusesToStartWithTheLogOfAnother() {
		TestDatabase other = TestDatabase.fresh();
		try (AnotherService service = AnotherService.on(other)) {
			record(service);
		}
		assertThatExceptionOfType(StartupRefusedException.class)
			.isThrownBy(() -> AnotherService.on(primary.copy(), reader(other)).close())
			.withMessageContaining("registry.replica.url is " + other.url());
	}

	private static String reader(TestDatabase replica) {
		return "--registry.replica.url=" + replica.url();
	}

	private static TestDatabase copyOf(TestDatabase database) throws SQLException {
		TestDatabase copy = database.copy();
		copy.execute(copy.superuser(), "ALTER TABLE registry.execution_request DISABLE TRIGGER USER; "
				+ "UPDATE registry.execution_request SET title = '" + OF_THE_COPY + "'");
		return copy;
	}

	private static void await(Client reader, String title) throws InterruptedException {
		for (int i = 0; i < 100 && !title.equals(reader.get(LIST).at(TITLE)); i++) {
			Thread.sleep(100);
		}
		assertThat(reader.get(LIST).at(TITLE)).isEqualTo(title);
	}

	private static Reply post(AnotherService service) {
		return service.client().as(Tokens.ALICE).record(TestPacket.fresh().bytes());
	}

	private static String record(AnotherService service) {
		Reply reply = post(service);
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return String.valueOf(reply.header("Location"));
	}

}
