package cto.registry.record;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds records by keyset: newest first, below a log index, never by offset.
 */
@Component
public class RecordSearch {

	/**
	 * Time never runs backwards along the log, so a bound in time is one index look-up;
	 * the planner, which does not know, would read the log from its end.
	 */
	private static final String FIRST_SINCE = """
			coalesce((SELECT log_index FROM registry.execution_request WHERE submitted_at >= ?
			          ORDER BY submitted_at, log_index LIMIT 1), 9223372036854775807)""";

	private final JdbcClient jdbc;

	RecordSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds where the matching records are.
	 * @param filter what they must match
	 * @param below only indices smaller than this; {@link Long#MAX_VALUE} from the newest
	 * @param limit at most this many, at least 1
	 * @return log indices, descending
	 */
	public List<Long> find(RecordFilter filter, long below, int limit) {
		Query query = new Query();
		query.and("log_index < ?", below);
		query.and("target_repository = ?", filter.targetRepository());
		query.and("work_items @> ARRAY[?]::text[]", filter.workItem());
		query.and("requested_by = ?", filter.requestedBy());
		query.and("submitted_by = ?", filter.submittedBy());
		query.and("packet_id = ?", filter.packetId());
		query.and("packet_sha256 = ?", filter.packetSha256());
		query.and("supersedes = ?", filter.supersedes());
		query.and("log_index >= " + FIRST_SINCE, timestamp(filter.submittedAfter()));
		query.and("log_index < " + FIRST_SINCE, timestamp(filter.submittedBefore()));
		query.and("search @@ plainto_tsquery('simple', ?)", filter.words());
		return this.jdbc
			.sql("SELECT log_index FROM registry.execution_request WHERE " + String.join(" AND ", query.conditions)
					+ " ORDER BY log_index DESC LIMIT " + limit)
			.params(query.parameters)
			.query(Long.class)
			.list();
	}

	private static @Nullable Object timestamp(@Nullable Instant instant) {
		return (instant != null) ? new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE,
				OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)) : null;
	}

	private static final class Query {

		private final List<String> conditions = new ArrayList<>();

		private final List<Object> parameters = new ArrayList<>();

		void and(String condition, @Nullable Object parameter) {
			if (parameter != null) {
				this.conditions.add(condition);
				this.parameters.add(parameter);
			}
		}

	}

}
