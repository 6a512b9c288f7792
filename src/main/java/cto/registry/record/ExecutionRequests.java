package cto.registry.record;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
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

	/**
	 * Reads on in the log.
	 * @param index only records behind this log index; -1 for the first ones
	 * @param limit how many at most
	 * @return the next records, in the order of the log
	 */
	List<ExecutionRequest> findByLogIndexGreaterThanOrderByLogIndex(long index, Limit limit);

	/**
	 * Finds where the log ends.
	 * @return the index of the last record, or empty when there is none
	 */
	@NativeQuery("SELECT max(log_index) FROM registry.execution_request")
	Optional<Long> findLastLogIndex();

}
