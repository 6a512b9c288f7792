package cto.registry.startup;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * A connection that is turned away after the first check, or by another database than the
 * service's own, such as a replica; or a table that the service's role may not read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	private static final String GRANTS = "Run the GRANT statements at the end of db/migration/V1__schema.sql as registry_owner. "
			+ "If the database was restored from a dump, restore it with its privileges "
			+ "(docs/operating.md, Backup and restore).";

	private final Environment environment;

	DatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		if (findCause(rootFailure, FailureAnalyzedException.class) != null) {
			return null;
		}
		if ("42501".equals(cause.getSQLState())) {
			return new FailureAnalysis(
					"The service's role lacks a privilege in the database: " + cause.getMessage() + ".", GRANTS,
					rootFailure);
		}
		if (!isConnection(cause.getSQLState())) {
			return null;
		}
		String url = this.environment.getProperty("spring.datasource.url", "of the service");
		String user = this.environment.getProperty("spring.datasource.username");
		return new DatabaseRefusal(url, user, "SPRING_DATASOURCE").of(cause).analysis();
	}

	private static boolean isConnection(@Nullable String state) {
		return state != null && state.matches("08...|28...|3D000|57P03|53300");
	}

}
