package cto.registry.log;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;

import com.fasterxml.uuid.UUIDClock;
import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import cto.registry.guardrail.Guardrails;
import cto.registry.record.TermBlocks;
import io.micrometer.core.instrument.MeterRegistry;

import cto.registry.note.SigningKey;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where time, ids and the signing key come from, and how many may wait.
 */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

	static final String SEQUENCER = "sequencer";

	private static final int BACKLOG_RECORDS = 4096;

	private static final int FETCH_ROWS = 1000;

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	/**
	 * One connection for the one transaction at a time: its prepared statements are used
	 * again with every batch, and no reader can keep it from the sequencer.
	 */
	@Bean(defaultCandidate = false)
	@Qualifier(SEQUENCER)
	DataSource sequencerDataSource(DataSource pool) throws SQLException {
		HikariConfig config = new HikariConfig();
		pool.unwrap(HikariDataSource.class).copyStateTo(config);
		config.setPoolName(SEQUENCER);
		config.setMaximumPoolSize(1);
		config.setMinimumIdle(1);
		// what another instance committed before it gave the lock away has to be seen
		config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		return new HikariDataSource(config);
	}

	@Bean
	Append append(@Qualifier(SEQUENCER) DataSource dataSource, Guardrails guardrails, SigningKey key, Clock clock,
			TimeBasedEpochRandomGenerator ids, LogMetrics metrics) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		jdbc.setFetchSize(FETCH_ROWS);
		JdbcClient client = JdbcClient.create(jdbc);
		GrowingTree tree = new GrowingTree(jdbc, new StoredTiles(jdbc), new Checkpoints(client, key),
				new TermBlocks(jdbc));
		return new Append(dataSource, jdbc, guardrails, new EarlierRecords(client, guardrails), new RecordRows(jdbc),
				tree, clock, ids, metrics);
	}

	@Bean
	LogMetrics logMetrics(MeterRegistry meters, Backlog backlog) {
		return new LogMetrics(meters, backlog);
	}

	/** In memory a packet takes about three times its size. */
	@Bean
	Backlog backlog() {
		return new Backlog(BACKLOG_RECORDS, Runtime.getRuntime().maxMemory() / 16);
	}

	@Bean
	SigningKey signingKey(LogProperties properties, @Value("${registry.data-dir:./registry-data}") Path dataDirectory) {
		return LogKey.load(properties, dataDirectory);
	}

	/** UUIDv7 (RFC 9562 section 5.7), all of the rest random. */
	@Bean
	TimeBasedEpochRandomGenerator ids() {
		return new TimeBasedEpochRandomGenerator(new SecureRandom(), UUIDClock.systemTimeClock());
	}

}
