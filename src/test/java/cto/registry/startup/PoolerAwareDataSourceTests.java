package cto.registry.startup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import cto.registry.embedded.Credentials;
import cto.registry.problem.StartupRefusedException;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolerAwareDataSourceTests {

	private final TestDatabase database = TestDatabase.migrated();

	@ParameterizedTest
	@ValueSource(ints = { -1, 1, 5 })
	void preparesNothingUnderANameBehindAPooler(int threshold) throws Exception {
		try (TestPooler pooler = TestPooler.of(this.database.url())) {
			try (Connection connection = source(pooler.url(), threshold).getConnection()) {
				execute(connection, 10);
				connection.setAutoCommit(false);
				execute(connection, 1);
				connection.commit();
			}
			assertThat(pooler.ofSessions()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 5 })
	void preparesAsItIsConfiguredWithoutAPooler(int threshold) throws SQLException {
		try (Connection connection = source(this.database.url(), threshold).getConnection()) {
			execute(connection, 10);
			assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(threshold);
			connection.setAutoCommit(false);
			execute(connection, 1);
			connection.commit();
		}
	}

	@Test
	void refusesToStartBehindAPoolerThatAllowsNoTransactions() throws IOException {
		try (TestPooler pooler = TestPooler.withoutTransactions(this.database.url())) {
			Credentials writer = this.database.writer();
			ServiceRole role = new ServiceRole(pooler.url(), writer.user(), writer.password());
			assertThatExceptionOfType(StartupRefusedException.class).isThrownBy(role::check)
				.withMessage("The database " + pooler.url()
						+ " cannot be used: the connection pooler in front of it allows no transactions "
						+ "(FATAL: transaction blocks not allowed in statement pooling mode); "
						+ "set its pool_mode to session or transaction.")
				.satisfies((refusal) -> assertThat(refusal.analysis().getAction()).contains("docs/operating.md"));
		}
	}

	private PoolerAwareDataSource source(String url, int threshold) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(url);
		source.setUser(this.database.writer().user());
		source.setPassword(this.database.writer().password());
		source.setPrepareThreshold(threshold);
		return new PoolerAwareDataSource(source);
	}

	private static void execute(Connection connection, int times) throws SQLException {
		for (int i = 0; i < times; i++) {
			try (PreparedStatement statement = connection.prepareStatement("SELECT ?::integer")) {
				statement.setInt(1, i);
				statement.execute();
			}
		}
	}

}
