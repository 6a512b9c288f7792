package cto.registry.record;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The repositories that a record may target now, and those that it ever could.
 */
@Component
public class AdmittedRepositories extends ConfiguredNames {

	AdmittedRepositories(AdmittedRepositoriesProperties properties, JdbcClient jdbc) {
		super("registry.admitted_repository", properties.names(), jdbc);
	}

}
