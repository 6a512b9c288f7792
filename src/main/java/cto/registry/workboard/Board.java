package cto.registry.workboard;

import java.util.Comparator;
import java.util.List;

import cto.registry.record.Cursor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A page of the board, or all of it.
 *
 * @param meaning what {@code validated} says, and what it does not
 * @param items the work items, sorted
 * @param nextCursor where the next page starts, or null on the last
 * @param readOnly always true
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Board(String meaning, List<BoardItem> items, @Nullable String nextCursor, boolean readOnly) {

	private static final String MEANING = "validated means recorded and checked, not approved. "
			+ "Nothing here is approved or allowed to run. Approval by each record's approver is still required before execution.";

	/**
	 * Copies the list.
	 */
	public Board {
		items = List.copyOf(items);
	}

	static Board of(List<BoardItem> items, @Nullable Cursor next) {
		return new Board(MEANING, items.stream().sorted(Comparator.comparing(BoardItem::workItem)).toList(),
				(next != null) ? next.toString() : null, true);
	}

}
