package cto.registry.workboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cto.registry.record.Cursor;
import cto.registry.workboard.Plan.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The work items that records name, and whether all of their records pass every check.
 * Each page checks its records anew, so it is as long as one answer can afford: so many
 * records, so many bytes of packets, so many bytes to write.
 */
@Component
public class Workboard {

	/** Records on a page at most; one that names two of its work items counts twice. */
	public static final int MAX_RECORDS = 200;

	/** Under 512 KiB, by weights that are above what is written. */
	private static final int MAX_WEIGHT = 500 * 1024;

	private static final int ITEM_WEIGHT = 300;

	private final JdbcClient jdbc;

	private final RecordChecks checks;

	Workboard(JdbcClient jdbc, RecordChecks checks) {
		this.jdbc = jdbc;
		this.checks = checks;
	}

	/**
	 * Reads and checks a page of the board.
	 * @param workItem the only work item asked for, or null for all
	 * @param from where the page starts
	 * @param limit how many records it checks at most, 1 to {@link #MAX_RECORDS}
	 * @return the page
	 */
	public Board page(@Nullable String workItem, Cursor from, int limit) {
		WorkItems items = WorkItems.read(this.jdbc);
		Plan plan = (workItem != null) ? Plan.of(items, workItem, from, limit) : Plan.of(items, from, limit);
		return assemble(plan, this.checks.check(plan.indices()));
	}

	private static Board assemble(Plan plan, Map<Long, Optional<BoardRecord>> checked) {
		List<BoardItem> items = new ArrayList<>();
		int weight = 0;
		for (Part part : plan.parts()) {
			boolean first = items.isEmpty();
			List<BoardRecord> records = new ArrayList<>();
			weight += ITEM_WEIGHT + 10 * part.start().workItem().length();
			int done = 0;
			for (long index : part.indices()) {
				Optional<BoardRecord> record = checked.get(index);
				weight += (record != null) ? record.map(BoardRecord::weight).orElse(0) : 0;
				if (record == null || (weight > MAX_WEIGHT && !(first && done == 0))) {
					break;
				}
				record.ifPresent(records::add);
				done++;
			}
			boolean cut = done < part.indices().size();
			if (cut && !first) {
				return Board.of(items, part.start());
			}
			items.add(BoardItem.of(part.start().workItem(), part.whole() && !cut, records, done - records.size()));
			if (cut) {
				return Board.of(items, part.from(done));
			}
		}
		return Board.of(items, plan.next());
	}

}
