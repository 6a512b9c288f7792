package cto.registry.recording;

import java.sql.SQLException;
import java.time.Clock;

import javax.sql.DataSource;

import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import cto.registry.guardrail.Guardrails;
import cto.registry.log.Checkpoints;
import cto.registry.log.StoredTiles;
import cto.registry.note.SigningKey;
import cto.registry.packet.PacketValidator;
import cto.registry.packet.RegistryFacts;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The sequencer, what it commits with, and the validator with the facts that it validates
 * by.
 */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

	static final String SEQUENCER = "sequencer";

	private static final int MAX_WAITING = 4096;

	private static final int FETCH_ROWS = 1000;

	@Bean
	PacketValidator packetValidator(RegistryFacts facts) {
		return PacketValidator.ofPackets(facts);
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
		return new HikariDataSource(config);
	}

	@Bean
	AppendTransaction appendTransaction(@Qualifier(SEQUENCER) DataSource dataSource, Guardrails guardrails,
			SigningKey key, Clock clock, TimeBasedEpochRandomGenerator ids, BatchMetrics metrics) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		jdbc.setFetchSize(FETCH_ROWS);
		JdbcClient client = JdbcClient.create(jdbc);
		TreeIntegrator tree = new TreeIntegrator(jdbc, new StoredTiles(jdbc), new Checkpoints(client, key));
		return new AppendTransaction(dataSource, guardrails, new Deduplication(client, guardrails),
				new RecordRows(jdbc), tree, clock, ids, metrics, AppendTransaction.IDLE_TIMEOUT);
	}

	@Bean
	BatchMetrics batchMetrics(MeterRegistry meters, SubmissionQueue queue) {
		return new BatchMetrics(meters, queue);
	}

	/** In memory a packet takes about three times its size. */
	@Bean
	SubmissionQueue submissionQueue() {
		return new SubmissionQueue(MAX_WAITING, Runtime.getRuntime().maxMemory() / 16);
	}

}
