package cto.registry.workboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The latest record of a work item. The flags are constants of the index.
 *
 * @param id the record's id
 * @param logIndex its place in the log
 * @param packetId the sender's name for the packet
 * @param title what is proposed
 * @param state always {@code proposed, not approved}, so that no title is shown alone
 * @param approvalGranted always false
 * @param executionAllowed always false
 * @param runtimeDefaultActivation always false
 * @param approvalRequired always true
 * @param approvalRequiredFrom who still has to approve
 * @param submittedBy who recorded it
 * @param submittedAt when
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LatestRecord(UUID id, long logIndex, String packetId, String title, String state, boolean approvalGranted,
		boolean executionAllowed, boolean runtimeDefaultActivation, boolean approvalRequired,
		String approvalRequiredFrom, String submittedBy, Instant submittedAt) {

	static final String COLUMNS = "id, log_index, packet_id, title, approval_required_from, submitted_by, submitted_at";

	static LatestRecord of(ResultSet row) throws SQLException {
		return new LatestRecord(row.getObject(1, UUID.class), row.getLong(2), BoardRecord.shown(row.getString(3)),
				BoardRecord.shown(row.getString(4)), BoardRecord.STATE, false, false, false, true,
				BoardRecord.shown(row.getString(5)), BoardRecord.shown(row.getString(6)),
				row.getObject(7, OffsetDateTime.class).toInstant());
	}

}
