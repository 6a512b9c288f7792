package cto.registry.guardrail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each probe breaks exactly one rule: without that rule the database refuses it no more.
 */
class ProbeTests {

	private static final TestDatabase DATABASE = TestDatabase.migrated();

	private static final SingleConnectionDataSource WRITER = new SingleConnectionDataSource(DATABASE.url(),
			DATABASE.writer().user(), DATABASE.writer().password(), true);

	private static final DatabaseGuardrails GUARDRAILS = new DatabaseGuardrails(JdbcClient.create(WRITER), WRITER,
			Clock.systemUTC());

	@BeforeAll
	static void recordOne() throws SQLException {
		DATABASE.execute(DATABASE.writer(), "INSERT INTO registry.admitted_repository (name) VALUES ('cto')");
		DATABASE.execute(DATABASE.writer(), "INSERT INTO registry.approver (name) VALUES ('JP')");
		// ahead of the clock, as the record of an instance whose clock is fast
		DATABASE.execute(DATABASE.writer(), Row.valid(0).set("submitted_at", "now() + interval '1 hour'").insert());
	}

	@AfterAll
	static void disconnect() {
		WRITER.destroy();
	}

	@Test
	void areAllRefusedAndLeaveNothing() throws SQLException {
		long before = size();
		assertThat(notRefused()).isEmpty();
		assertThat(GUARDRAILS.inspect().intact()).isTrue();
		assertThat(size()).isEqualTo(before);
		assertThat(DATABASE.number("SELECT count(*) FROM registry.execution_request")).isEqualTo(1);
	}

	@Test
	void areRefusedBeforeARowIsWritten() throws SQLException {
		TestDatabase empty = TestDatabase.migrated();
		SingleConnectionDataSource writer = new SingleConnectionDataSource(empty.url(), empty.writer().user(),
				empty.writer().password(), true);
		try {
			DatabaseGuardrails guardrails = new DatabaseGuardrails(JdbcClient.create(writer), writer,
					Clock.systemUTC());
			assertThat(guardrails.inspect().intact()).isTrue();
		}
		finally {
			writer.destroy();
		}
		assertThat(empty.number("SELECT pg_relation_size('registry.execution_request')")).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "approval_not_granted | insert approval_granted = true",
			"execution_not_allowed | insert execution_allowed = true",
			"default_not_activated | insert runtime_default_activation = true",
			"approval_still_required | insert approval_required = false",
			"packet_closed | insert a packet that states approval_granted = true; insert a packet with a member that the schema does not name" })
	void areRefusedByOneConstraintOnly(String constraint, String attempts) throws SQLException {
		String name = "execution_request_" + constraint;
		String definition = definition(name);
		DATABASE.execute(DATABASE.superuser(), "ALTER TABLE registry.execution_request DROP CONSTRAINT " + name);
		try {
			assertThat(notRefused()).containsExactlyElementsOf(Stream.of(attempts.split("; ", -1)).toList());
			assertThat(DATABASE.number("SELECT count(*) FROM registry.execution_request")).isEqualTo(1);
		}
		finally {
			DATABASE.execute(DATABASE.superuser(),
					"ALTER TABLE registry.execution_request ADD CONSTRAINT " + name + " " + definition);
		}
		assertThat(GUARDRAILS.inspect().intact()).isTrue();
	}

	private static List<String> notRefused() {
		List<Probe> probes = GUARDRAILS.inspect().probes();
		assertThat(probes).allSatisfy((probe) -> assertThat(probe.intact()).isEqualTo(probe.refused()));
		return probes.stream().filter((probe) -> !probe.refused()).map(Probe::attempt).toList();
	}

	private static long size() throws SQLException {
		return DATABASE
			.number("SELECT n_tup_ins FROM pg_stat_all_tables WHERE relid = 'registry.execution_request'::regclass");
	}

	/** As a superuser reads it, whose search path has no table of ours. */
	private static String definition(String constraint) throws SQLException {
		try (Connection connection = DATABASE.connect(DATABASE.superuser());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '" + constraint + "'")) {
			row.next();
			return row.getString(1);
		}
	}

}
