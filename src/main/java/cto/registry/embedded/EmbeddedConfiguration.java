package cto.registry.embedded;

import java.util.Arrays;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts the embedded database where no other is configured: the service connects to it
 * as writer, the migrations as owner. What connects depends on these beans, so the
 * database is the last to stop.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoDatabaseConfiguredException.class)
class EmbeddedConfiguration {

	/** Made once all else that is configured is known to be right. */
	@Bean
	EmbeddedDatabase embeddedDatabase(EmbeddedProperties properties, ListableBeanFactory beans) {
		Arrays.stream(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
			.filter((name) -> name.contains("cto.registry."))
			.forEach(beans::getBean);
		return EmbeddedDatabase.start(properties.path(), properties.embedded().port());
	}

	@Bean
	JdbcConnectionDetails embeddedWriter(EmbeddedDatabase database) {
		return new Details(database.url(), database.writer());
	}

	@Bean
	FlywayConnectionDetails embeddedOwner(EmbeddedDatabase database) {
		return new OwnerDetails(database.url(), database.owner());
	}

	private record Details(String url, Credentials credentials) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return this.credentials.user();
		}

		@Override
		public String getPassword() {
			return this.credentials.password();
		}

	}

	private record OwnerDetails(String url, Credentials credentials) implements FlywayConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return this.credentials.user();
		}

		@Override
		public String getPassword() {
			return this.credentials.password();
		}

	}

}
