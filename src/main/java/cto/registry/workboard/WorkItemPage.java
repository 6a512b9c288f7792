package cto.registry.workboard;

import java.util.List;

import cto.registry.record.Cursor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A page of the index of work items, or all of it.
 *
 * @param meaning what a count says, and what it does not
 * @param items the work items, sorted
 * @param nextCursor where the next page starts, or null on the last
 * @param readOnly always true
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WorkItemPage(String meaning, List<WorkItemSummary> items, @Nullable String nextCursor, boolean readOnly) {

	private static final String MEANING = "A count is of the records that name the work item. All of them are proposed, "
			+ "and none is approved or allowed to run. Nothing was checked for this index; the workboard checks.";

	/**
	 * Copies the list.
	 */
	public WorkItemPage {
		items = List.copyOf(items);
	}

	static WorkItemPage of(List<WorkItemSummary> items, @Nullable Cursor next) {
		return new WorkItemPage(MEANING, items, (next != null) ? next.toString() : null, true);
	}

}
