package cto.registry.recording;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import cto.registry.recording.BreakingDataSource.Moment;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogTransactionTests {

	private final TestDatabase database = TestDatabase.migrated();

	private final HikariDataSource pool = pool();

	private final BreakingDataSource connections = new BreakingDataSource(this.pool);

	private final JdbcTemplate jdbc = new JdbcTemplate(this.connections);

	private final LogTransaction transaction = new LogTransaction(this.connections, AppendTransaction.IDLE_TIMEOUT);

	@AfterEach
	void closes() {
		this.pool.close();
	}

	@Test
	void commitsBeforeItReturns() throws SQLException {
		for (int i = 1; i <= 20; i++) {
			assertThat(this.transaction.execute(this::write)).isEqualTo("written");
			assertThat(approvers()).isEqualTo(i);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Moment.class, mode = Mode.EXCLUDE, names = { "NEVER", "BEFORE_COMMIT", "AFTER_COMMIT" })
	void saysThatTheOutcomeIsOpenAfterACommitThatDidSomethingElse(Moment moment) throws SQLException {
		this.connections.breakNext(moment);
		assertThatThrownBy(() -> this.transaction.execute(this::write)).isInstanceOf(TransactionSystemException.class)
			.hasMessageMatching("The database does not confirm a commit, so its outcome is open: "
					+ "after COMMIT, transaction \\d+ is '(aborted|in progress|unknown)'");
		// the lock is free and the connection a new one
		assertThat(this.transaction.execute(this::write)).isEqualTo("written");
		assertThat(approvers()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(value = Moment.class, mode = Mode.EXCLUDE, names = { "NEVER", "BEFORE_COMMIT", "AFTER_COMMIT" })
	void turnsTheSwitchOnlyWithACommitThatTheDatabaseConfirms(Moment moment) {
		FreezeSwitch intake = new FreezeSwitch(this.connections);
		this.connections.breakNext(moment);
		assertThatThrownBy(() -> intake.freeze("a drill")).isInstanceOf(TransactionSystemException.class);
		assertThat(intake.current()).isEmpty();
		intake.freeze("a drill");
		this.connections.breakNext(moment);
		assertThatThrownBy(() -> intake.thaw("it is over")).isInstanceOf(TransactionSystemException.class);
		assertThat(intake.current()).isPresent();
	}

	@Test
	void saysWhyTheWorkFailedAndNotThatItsConnectionIsGone() {
		assertThatThrownBy(() -> this.transaction.execute(() -> {
			this.jdbc.execute("SELECT pg_terminate_backend(pg_backend_pid())");
			return "unreachable";
		})).hasMessageContaining("terminating connection").hasMessageNotContaining("rollback");
	}

	@Test
	void seesWhatIsCommittedWhateverIsolationTheDatabaseHas() throws SQLException {
		this.database.execute(this.database.superuser(), "DO $$ BEGIN EXECUTE format("
				+ "'ALTER DATABASE %I SET default_transaction_isolation = serializable', current_database()); END $$");
		this.pool.getHikariPoolMXBean().softEvictConnections();
		assertThat(this.transaction
			.execute(() -> this.jdbc.queryForObject("SELECT current_setting('transaction_isolation')", String.class)))
			.isEqualTo("read committed");
	}

	private String write() {
		this.jdbc.update("INSERT INTO registry.approver (name) VALUES ('a' || pg_current_xact_id())");
		return "written";
	}

	private long approvers() throws SQLException {
		return this.database.number("SELECT count(*) FROM registry.approver");
	}

	private HikariDataSource pool() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.database.url());
		config.setUsername(this.database.writer().user());
		config.setPassword(this.database.writer().password());
		config.setMaximumPoolSize(1);
		return new HikariDataSource(config);
	}

}
