package cto.registry.log;

import java.security.SecureRandom;
import java.time.Clock;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where time and ids come from.
 */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	/** UUIDv7 (RFC 9562 section 5.7), all of the rest random. */
	@Bean
	TimeBasedEpochRandomGenerator ids() {
		return new TimeBasedEpochRandomGenerator(new SecureRandom(), UUIDClock.systemTimeClock());
	}

}
