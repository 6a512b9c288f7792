package cto.registry.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import cto.registry.audit.AuditSummary;
import cto.registry.audit.Finding;
import cto.registry.audit.LogAudit;
import cto.registry.note.VerifierKey;
import cto.registry.packet.RegistryFacts;
import cto.registry.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that a database holds, audited.
 */
public final class WholeLog {

	private WholeLog() {
	}

	/** Fails unless each record, tile and checkpoint is as it must be. */
	public static AuditSummary isClean(TestDatabase database, VerifierKey key) {
		List<Finding> findings = new ArrayList<>();
		try (Connection connection = database.connect(database.reader())) {
			AuditSummary summary = new LogAudit(connection, key, new RegistryFacts() {

				@Override
				public Set<String> admittedRepositories() {
					return Set.of("cto", "case-lab");
				}

				@Override
				public Set<String> approvers() {
					return Set.of("JP");
				}

				@Override
				public boolean recordExists(UUID id) {
					return true;
				}

			}, List.of(), findings::add).run((done) -> {
			});
			assertThat(findings).isEmpty();
			return summary;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
