package cto.registry.log;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import cto.registry.note.SigningKey;
import cto.registry.startup.SecretFile;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The clock, the ids and the key that signs the log.
 */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	SigningKey signingKey(LogProperties properties,
			@Value("${registry.data-dir:" + SecretFile.DEFAULT_DIRECTORY + "}") Path dataDirectory) {
		return LogKeyFile.load(properties, dataDirectory);
	}

	/** UUIDv7 (RFC 9562 section 5.7), all of the rest random. */
	@Bean
	TimeBasedEpochRandomGenerator ids() {
		return new TimeBasedEpochRandomGenerator(new SecureRandom(), UUIDClock.systemTimeClock());
	}

}
