package cto.registry.replica;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up while records can be read, from the replica or the primary: an instance that was
 * taken out of its load balancer because the primary is away would not read on.
 */
final class ReadableHealthIndicator extends AbstractHealthIndicator {

	private static final int TIMEOUT_SECONDS = 2;

	private final DataSource primary;

	private final Replica replica;

	ReadableHealthIndicator(DataSource primary, Replica replica) {
		super("Neither the replica nor the primary answers");
		this.primary = primary;
		this.replica = replica;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws SQLException {
		// the replica first: to find out that the primary is away takes as long as a pool
		// waits
		Connection there = this.replica.connectionThatReaches(LogEnd.NONE);
		try (Connection connection = (there != null) ? there : this.primary.getConnection()) {
			builder.status(connection.isValid(TIMEOUT_SECONDS) ? Status.UP : Status.DOWN)
				.withDetail("read", (there != null) ? "replica" : "primary");
		}
	}

}
