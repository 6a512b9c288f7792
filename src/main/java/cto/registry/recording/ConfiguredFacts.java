package cto.registry.recording;

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
class ConfiguredFacts implements RegistryFacts {

	private final AdmittedRepositories repositories;

	private final Approvers approvers;

	private final ExecutionRequests records;

	ConfiguredFacts(AdmittedRepositories repositories, Approvers approvers, ExecutionRequests records) {
		this.repositories = repositories;
		this.approvers = approvers;
		this.records = records;
	}

	@Override
	public Set<String> admittedRepositories() {
		return this.repositories.configured();
	}

	@Override
	public Set<String> approvers() {
		return this.approvers.configured();
	}

	@Override
	public boolean recordExists(UUID id) {
		return this.records.existsByRecordId(id);
	}

}
