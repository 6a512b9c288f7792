package cto.registry.startup;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

class PoolAtStartTests {

	@Test
	void keepsOneConnectionUntilTheServiceIsReadyAndThenWhatIsConfigured() {
		try (var context = new AnnotationConfigApplicationContext(PoolAtStart.class, Pools.class)) {
			HikariDataSource large = context.getBean("large", HikariDataSource.class);
			HikariDataSource small = context.getBean("small", HikariDataSource.class);
			assertThat(large.getMinimumIdle()).isEqualTo(1);
			assertThat(small.getMinimumIdle()).isZero();
			context.publishEvent(
					new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
			assertThat(large.getMinimumIdle()).isEqualTo(16);
			assertThat(small.getMinimumIdle()).isZero();
		}
	}

	static class Pools {

		@Bean
		HikariDataSource large() {
			HikariDataSource pool = new HikariDataSource();
			pool.setMinimumIdle(16);
			return pool;
		}

		@Bean
		HikariDataSource small() {
			HikariDataSource pool = new HikariDataSource();
			pool.setMinimumIdle(0);
			return pool;
		}

	}

}
