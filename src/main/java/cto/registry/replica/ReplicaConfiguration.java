package cto.registry.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import cto.registry.problem.StartupRefusedException;
import cto.registry.startup.DatabaseUrl;
import cto.registry.startup.PoolerAwareDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the replica beside the database, where one is configured.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("registry.replica.url")
class ReplicaConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(ReplicaConfiguration.class);

	/** What shows records and the log; what checks reads where is recorded. */
	private static final String[] ROUTES = { "/api/v1/execution-requests", "/api/v1/execution-requests/{id}",
			"/api/v1/execution-requests/{id}/packet", "/api/v1/execution-requests/{id}/proof", "/api/v1/log/**",
			"/log/**" };

	private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

	private static final long TIMEOUT_MILLIS = 1000;

	@Bean
	Replica replica(ReplicaProperties reader, JdbcConnectionDetails primary, Environment environment) {
		HikariConfig pool = new HikariConfig();
		Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
		pool.setPoolName("reader");
		pool.setJdbcUrl(reader.url());
		pool.setUsername((reader.username() != null) ? reader.username() : primary.getUsername());
		pool.setPassword((reader.password() != null) ? reader.password() : primary.getPassword());
		pool.setReadOnly(true);
		pool.setConnectionTimeout(TIMEOUT_MILLIS);
		pool.setValidationTimeout(TIMEOUT_MILLIS);
		// it may come later than the service
		pool.setInitializationFailTimeout(-1);
		PoolerAwareDataSource.openConnectionsOf(pool);
		return new Replica(new HikariDataSource(pool), LEFT_ALONE);
	}

	/** The pool of Spring Boot, and no other: the sequencer has its own. */
	@Bean
	static BeanPostProcessor replicaBesideTheDatabase(ObjectProvider<Replica> replica) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof HikariDataSource pool && name.equals("dataSource"))
						? new ReplicaRoutingDataSource(pool, replica.getObject(), LEFT_ALONE) : bean;
			}

		};
	}

	@Bean
	WebMvcConfigurer readFromReplica(DataSource database) {
		ReplicaRoutingInterceptor interceptor = new ReplicaRoutingInterceptor((ReplicaRoutingDataSource) database);
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(interceptor).addPathPatterns(ROUTES);
			}

		};
	}

	/** In place of the one that Spring Boot would make, which asks the primary alone. */
	@Bean
	HealthIndicator dbHealthIndicator(DataSource database, Replica replica) {
		return new ReadableHealthIndicator(database, replica);
	}

	@Bean
	SmartInitializingSingleton replicaCheck(DataSource database, Replica replica, ReplicaProperties reader) {
		return () -> {
			try (Connection primary = database.getConnection()) {
				if (!replica.compare(primary)) {
					throw new StartupRefusedException(
							"registry.replica.url is " + DatabaseUrl.shown(String.valueOf(reader.url()))
									+ ", and the log there is another one.",
							"Set registry.replica.url (REGISTRY_REPLICA_URL) to a replica of the database that "
									+ "spring.datasource.url names, or leave it out.");
				}
			}
			catch (SQLException ex) {
				LOG.warn("The replica is not read before it was compared with the database: {}", ex.getMessage());
			}
		};
	}

}
