package cto.registry.embedded.start;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Puts the checks before the migrations, and so before everything that uses the database.
 */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {

	@Bean
	static BeanFactoryPostProcessor datasourceUrlCheck(Environment environment) {
		return (beans) -> DatabaseUrl.check(environment.getProperty("spring.datasource.url", ""));
	}

	@Bean
	FlywayMigrationStrategy checkedMigration(JdbcConnectionDetails service) {
		return (flyway) -> {
			new ServiceRole(service.getJdbcUrl(), service.getUsername(), service.getPassword()).check();
			new CheckedMigration(flyway).run();
		};
	}

}
