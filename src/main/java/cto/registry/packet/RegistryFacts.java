package cto.registry.packet;

import java.util.Set;
import java.util.UUID;

/**
 * What has to be known about the registry to validate a packet. Asked from many threads.
 */
public interface RegistryFacts {

	/**
	 * The repositories that a packet may target now.
	 * @return their names
	 */
	Set<String> admittedRepositories();

	/**
	 * The names that {@code approval_required_from} may have.
	 * @return the approvers
	 */
	Set<String> approvers();

	/**
	 * Whether there is a record.
	 * @param id the record's id
	 * @return whether it exists
	 */
	boolean recordExists(UUID id);

}
