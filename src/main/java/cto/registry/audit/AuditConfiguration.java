package cto.registry.audit;

import java.util.Set;
import java.util.UUID;

import cto.registry.packet.RegistryFacts;
import cto.registry.record.AdmittedRepositories;
import cto.registry.record.Approvers;
import cto.registry.record.ExecutionRequests;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the check list the facts of the running service.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean
	RecordAudit recordAudit(AdmittedRepositories repositories, Approvers approvers, ExecutionRequests records) {
		return new RecordAudit(new RegistryFacts() {

			/** What was admitted once stays recorded, whatever is admitted now. */
			@Override
			public Set<String> admittedRepositories() {
				return repositories.everConfigured();
			}

			/** Who was configured once stays an approver of earlier records. */
			@Override
			public Set<String> approvers() {
				return approvers.everConfigured();
			}

			@Override
			public boolean recordExists(UUID id) {
				return records.existsByRecordId(id);
			}

		});
	}

}
