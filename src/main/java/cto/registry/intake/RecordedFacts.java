package cto.registry.intake;

import java.util.Set;
import java.util.UUID;

import cto.registry.packet.RegistryFacts;
import cto.registry.record.AdmittedRepositories;
import cto.registry.record.Approvers;
import cto.registry.record.ExecutionRequests;

import org.springframework.stereotype.Component;

/**
 * What a packet may refer to, as this registry knows it.
 */
@Component
class RecordedFacts implements RegistryFacts {

	private final AdmittedRepositories repositories;

	private final Approvers approvers;

	private final ExecutionRequests records;

	RecordedFacts(AdmittedRepositories repositories, Approvers approvers, ExecutionRequests records) {
		this.repositories = repositories;
		this.approvers = approvers;
		this.records = records;
	}

	@Override
	public Set<String> admittedRepositories() {
		return this.repositories.now();
	}

	@Override
	public Set<String> approvers() {
		return this.approvers.now();
	}

	@Override
	public boolean recordExists(UUID id) {
		return this.records.existsByRecordId(id);
	}

}
