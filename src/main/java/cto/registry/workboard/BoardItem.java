package cto.registry.workboard;

import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A work item and the records that name it.
 *
 * @param workItem the work item
 * @param status what the checks of its records say
 * @param records its records, by packet id
 * @param missingRecords how many records named it and are gone from the database; not
 * shown where it is 0
 */
@JsonNaming(SnakeCaseStrategy.class)
public record BoardItem(String workItem, Status status, List<BoardRecord> records,
		@JsonInclude(JsonInclude.Include.NON_DEFAULT) int missingRecords) {

	/**
	 * Copies the list.
	 */
	public BoardItem {
		records = List.copyOf(records);
	}

	static BoardItem of(String workItem, boolean whole, List<BoardRecord> records, int missing) {
		boolean failed = missing > 0 || records.stream().anyMatch((record) -> record.status() == Status.FAILED);
		return new BoardItem(workItem, failed ? Status.FAILED : whole ? Status.VALIDATED : Status.PARTIAL,
				records.stream().sorted(Comparator.comparing(BoardRecord::packetId)).toList(), missing);
	}

}
