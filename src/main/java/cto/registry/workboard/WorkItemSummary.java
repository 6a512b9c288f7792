package cto.registry.workboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonInclude;
import cto.registry.workboard.WorkItems.Count;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A work item in the index. It has no state: nothing was checked.
 *
 * @param workItem the work item
 * @param records how many records name it
 * @param latest the latest of them, or null and not shown if it is gone from the database
 * @param recordsHref where all of them are listed
 * @param workboardHref where all of them are checked
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WorkItemSummary(String workItem, long records,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LatestRecord latest, String recordsHref,
		String workboardHref) {

	static WorkItemSummary of(String workItem, Count count, @Nullable LatestRecord latest) {
		String query = "?work_item=" + URLEncoder.encode(workItem, StandardCharsets.UTF_8);
		return new WorkItemSummary(workItem, count.records(), latest, "/api/v1/execution-requests" + query,
				"/api/v1/workboard" + query);
	}

}
