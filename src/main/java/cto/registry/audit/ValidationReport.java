package cto.registry.audit;

import java.util.List;
import java.util.UUID;

/**
 * A record checked afresh. That it is valid says that it is what was posted, and nothing
 * about whether anybody approves it.
 *
 * @param id the record's id
 * @param logIndex its place in the log
 * @param valid whether every check passed
 * @param approvalGranted always false
 * @param checks every check
 */
public record ValidationReport(UUID id, long logIndex, boolean valid, boolean approvalGranted, List<Check> checks) {

	/**
	 * Sums up checks.
	 * @param id the record's id
	 * @param logIndex its place in the log
	 * @param checks every check
	 * @return the report
	 */
	public static ValidationReport of(UUID id, long logIndex, List<Check> checks) {
		return new ValidationReport(id, logIndex, checks.stream().allMatch(Check::passed), false, checks);
	}

}
