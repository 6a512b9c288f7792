package cto.registry.workboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cto.registry.record.Cursor;
import cto.registry.workboard.WorkItems.Count;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The work items that records name, with how many and the latest. It checks no record, so
 * its pages are long and cheap, and it says nothing about whether one holds.
 */
@Component
public class WorkItemIndex {

	/** Work items on a page at most: under 512 KiB, with 3 KiB for each. */
	public static final int MAX_ITEMS = 150;

	private static final String LATEST = "SELECT " + LatestRecord.COLUMNS
			+ " FROM registry.execution_request WHERE log_index IN (:indices)";

	private final JdbcClient jdbc;

	WorkItemIndex(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads a page of the index.
	 * @param from where the page starts; only its work item counts
	 * @param limit how many work items it has at most, 1 to {@link #MAX_ITEMS}
	 * @return the page
	 */
	public WorkItemPage page(Cursor from, int limit) {
		WorkItems items = WorkItems.read(this.jdbc);
		List<String> names = items.names(from.workItem(), limit + 1);
		List<String> shown = names.subList(0, Math.min(limit, names.size()));
		Map<String, Count> counts = items.counts(shown);
		Map<Long, LatestRecord> latest = latest(counts);
		List<WorkItemSummary> summaries = new ArrayList<>();
		for (String name : shown) {
			Count count = counts.get(name);
			// a work item may be newer than the count
			if (count != null) {
				summaries.add(WorkItemSummary.of(name, count, latest.get(count.latest())));
			}
		}
		return WorkItemPage.of(summaries, (names.size() > limit) ? Cursor.at(names.get(limit)) : null);
	}

	private Map<Long, LatestRecord> latest(Map<String, Count> counts) {
		Map<Long, LatestRecord> latest = new HashMap<>();
		if (!counts.isEmpty()) {
			this.jdbc.sql(LATEST)
				.param("indices", counts.values().stream().map(Count::latest).distinct().toList())
				.query((rs) -> {
					LatestRecord record = LatestRecord.of(rs);
					latest.put(record.logIndex(), record);
				});
		}
		return latest;
	}

}
