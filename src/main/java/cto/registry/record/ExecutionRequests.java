package cto.registry.record;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

/**
 * All records. Narrow on purpose: there is nothing here that could change one.
 */
public interface ExecutionRequests extends Repository<ExecutionRequest, Long> {

	/**
	 * Finds a record by its id.
	 * @param id the record's id
	 * @return the record, or empty when there is none
	 */
	Optional<ExecutionRequest> findByRecordId(UUID id);

	/**
	 * Tells whether a record exists.
	 * @param id the record's id
	 * @return true when it does
	 */
	boolean existsByRecordId(UUID id);

	/**
	 * Finds records by their places in the log.
	 * @param indices log indices
	 * @return those that exist, newest first
	 */
	List<ExecutionRequest> findByLogIndexInOrderByLogIndexDesc(Collection<Long> indices);

}
