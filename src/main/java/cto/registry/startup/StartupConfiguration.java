package cto.registry.startup;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * Puts the checks before the migrations, and so before everything that uses the database.
 */
@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

	@Bean
	static BeanFactoryPostProcessor propertiesCheck(Environment environment) {
		return (beans) -> {
			RenamedProperties.refuse(environment);
			DatabaseUrl.check(environment.getProperty("spring.datasource.url", ""));
		};
	}

	/**
	 * The pool of Spring Boot; those that are made from its configuration take this over.
	 */
	@Bean
	static BeanPostProcessor poolerAwarePool() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String name) {
				if (bean instanceof HikariDataSource pool && pool.getDataSource() == null
						&& pool.getJdbcUrl() != null) {
					PoolerAwareDataSource.openConnectionsOf(pool);
				}
				return bean;
			}

		};
	}

	@Bean
	FlywayConfigurationCustomizer poolerAwareMigrations() {
		return (configuration) -> configuration.dataSource(new PoolerAwareDataSource(configuration.getDataSource()));
	}

	/**
	 * A training run, which ends before anything is started, has no database: it makes
	 * what migrates, and does not migrate.
	 */
	@Bean
	FlywayMigrationStrategy checkedMigration(JdbcConnectionDetails service) {
		boolean training = "onRefresh"
			.equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
		return (flyway) -> {
			if (training) {
				return;
			}
			new ServiceRole(service.getJdbcUrl(), service.getUsername(), service.getPassword()).check();
			new CheckedMigration(flyway, service.getJdbcUrl()).run();
		};
	}

}
