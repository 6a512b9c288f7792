package cto.registry.record;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SqlParameterValue;

/**
 * What of a filter the columns of a row decide, as SQL.
 */
final class ColumnConditions {

	/**
	 * Time never runs backwards along the log, so a bound in time is one index look-up;
	 * the planner, which does not know, would read the log from its end.
	 */
	private static final String FIRST_SINCE = """
			coalesce((SELECT log_index FROM registry.execution_request WHERE submitted_at >= ?
			          ORDER BY submitted_at, log_index LIMIT 1), 9223372036854775807)""";

	private final List<String> conditions = new ArrayList<>();

	private final List<Object> parameters = new ArrayList<>();

	ColumnConditions(RecordFilter filter) {
		and("target_repository = ?", filter.targetRepository());
		and("target_revision = ?", filter.targetRevision());
		and("requested_by = ?", filter.requestedBy());
		and("submitted_by = ?", filter.submittedBy());
		and("packet_id = ?", filter.packetId());
		and("packet_sha256 = ?", filter.packetSha256());
		and("supersedes = ?", filter.supersedes());
		and("log_index >= " + FIRST_SINCE, timestamp(filter.submittedAfter()));
		and("log_index < " + FIRST_SINCE, timestamp(filter.submittedBefore()));
	}

	boolean isEmpty() {
		return this.conditions.isEmpty();
	}

	/** The conditions, each with an AND before it. */
	String sql() {
		StringBuilder sql = new StringBuilder();
		this.conditions.forEach((condition) -> sql.append(" AND ").append(condition));
		return sql.toString();
	}

	/** The parameters of other conditions, and of these after them. */
	List<Object> after(Object... first) {
		List<Object> all = new ArrayList<>(List.of(first));
		all.addAll(this.parameters);
		return all;
	}

	private void and(String condition, @Nullable Object parameter) {
		if (parameter != null) {
			this.conditions.add(condition);
			this.parameters.add(parameter);
		}
	}

	private static @Nullable Object timestamp(@Nullable Instant instant) {
		return (instant != null) ? new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE,
				OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)) : null;
	}

}
