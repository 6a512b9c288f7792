package cto.registry.record;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Those whose approval a record may require now, and those whose it ever could.
 */
@Component
public class Approvers extends ConfiguredNames {

	Approvers(ApproversProperties properties, JdbcClient jdbc) {
		super("registry.approver", properties.names(), jdbc);
	}

}
