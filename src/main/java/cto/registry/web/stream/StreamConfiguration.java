package cto.registry.web.stream;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.PGProperty;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the streams are made of.
 */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

	/** As many as the buffer holds of the usual size. */
	private static final int RECENT_EVENTS = 8192;

	/** Tells operators whose connection it is. */
	static final String APPLICATION_NAME = "request-registry stream";

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> hangUp() {
		return (tomcat) -> tomcat
			.addContextCustomizers((context) -> context.getPipeline().addValve(new AbortConnectionValve()));
	}

	@Bean
	RecentEvents recentEvents(StreamProperties properties) {
		return new RecentEvents(RECENT_EVENTS, properties.maxLag().toBytes());
	}

	@Bean
	Streams streams(StoredEvents events, RecentEvents recentEvents, DataSource pool, JdbcConnectionDetails details,
			StreamProperties properties) throws SQLException {
		Properties settings = new Properties();
		settings.putAll(pool.unwrap(HikariDataSource.class).getDataSourceProperties());
		return new Streams(events, recentEvents, () -> connect(details, settings), properties);
	}

	/** Not of the pool, which is for those who give their connection back. */
	private static Connection connect(JdbcConnectionDetails details, Properties pool) throws SQLException {
		Properties settings = new Properties();
		settings.putAll(pool);
		PGProperty.APPLICATION_NAME.set(settings, APPLICATION_NAME);
		PGProperty.USER.set(settings, details.getUsername());
		PGProperty.PASSWORD.set(settings, details.getPassword());
		return DriverManager.getConnection(details.getJdbcUrl(), settings);
	}

}
