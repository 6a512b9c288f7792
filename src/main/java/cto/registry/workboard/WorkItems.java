package cto.registry.workboard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cto.registry.record.TermBlocks;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which work items there are and which records name them, as the index by term and the
 * records that it does not have yet say. Of those nothing is kept in memory: how many
 * there are has no bound.
 *
 * <p>
 * The distinct work items are walked by a loose index scan: each step looks up the next
 * one after the last. It costs a few pages of the index a work item, however many records
 * name it.
 */
final class WorkItems {

	private static final String NAMES = """
			WITH RECURSIVE unindexed AS MATERIALIZED (
			  SELECT DISTINCT item.term
			  FROM registry.execution_request, unnest(work_items) AS item(term)
			  WHERE log_index >= :blocksEnd AND item.term >= :from
			  ORDER BY item.term LIMIT :limit),
			walk (term, step) AS (
			  SELECT least(
			    (SELECT b.term FROM registry.term_block AS b
			     WHERE b.field = 'work_item' AND b.term >= :from ORDER BY b.term LIMIT 1),
			    (SELECT min(r.term) FROM unindexed AS r)), 1
			  UNION ALL
			  SELECT least(
			    (SELECT b.term FROM registry.term_block AS b
			     WHERE b.field = 'work_item' AND b.term > walk.term ORDER BY b.term LIMIT 1),
			    (SELECT min(r.term) FROM unindexed AS r WHERE r.term > walk.term)), walk.step + 1
			  FROM walk WHERE walk.term IS NOT NULL AND walk.step < :limit)
			SELECT term FROM walk WHERE term IS NOT NULL ORDER BY step""";

	private static final String UNINDEXED = """
			SELECT log_index FROM registry.execution_request
			WHERE log_index >= :blocksEnd AND log_index < :below AND :term = ANY (work_items)
			ORDER BY log_index DESC LIMIT :limit""";

	private static final String UNINDEXED_COUNTS = """
			SELECT item.term, count(DISTINCT log_index), max(log_index)
			FROM registry.execution_request, unnest(work_items) AS item(term)
			WHERE log_index >= :blocksEnd AND item.term IN (:terms) GROUP BY item.term""";

	private static final String BLOCKS = """
			SELECT block, members FROM registry.term_block
			WHERE field = 'work_item' AND term = :term AND block < :before ORDER BY block DESC LIMIT :limit""";

	private static final String COUNTS = """
			SELECT term, records, block, members FROM (
			  SELECT term, sum(bit_count(members)) AS records, max(block) AS block FROM registry.term_block
			  WHERE field = 'work_item' AND term IN (:terms) AND block < :end GROUP BY term) AS counted
			JOIN registry.term_block USING (term, block) WHERE field = 'work_item'""";

	private final JdbcClient jdbc;

	private final long blocksEnd;

	private WorkItems(JdbcClient jdbc, long blocksEnd) {
		this.jdbc = jdbc;
		this.blocksEnd = blocksEnd;
	}

	/** Reads how far the index goes. */
	static WorkItems read(JdbcClient jdbc) {
		return new WorkItems(jdbc, TermBlocks.end(jdbc));
	}

	/**
	 * Walks the work items.
	 * @param from the first one, or where it would be
	 * @param limit how many at most, at least 1
	 * @return work items in the order of the database
	 */
	List<String> names(String from, int limit) {
		return this.jdbc.sql(NAMES)
			.param("blocksEnd", this.blocksEnd)
			.param("from", from)
			.param("limit", limit)
			.query(String.class)
			.list();
	}

	/**
	 * Finds the records of a work item.
	 * @param item the work item
	 * @param below only indices smaller than this
	 * @param limit how many at most, at least 1
	 * @return log indices, newest first
	 */
	List<Long> records(String item, long below, int limit) {
		List<Long> found = new ArrayList<>();
		if (below > this.blocksEnd) {
			this.jdbc.sql(UNINDEXED)
				.param("blocksEnd", this.blocksEnd)
				.param("below", below)
				.param("term", item)
				.param("limit", limit)
				.query((rs) -> {
					found.add(rs.getLong(1));
				});
		}
		if (found.size() < limit) {
			this.jdbc.sql(BLOCKS)
				.param("term", item)
				.param("before", (Math.min(below, this.blocksEnd) + TermBlocks.SIZE - 1) / TermBlocks.SIZE)
				// one more than needed: of the first block, none may be below
				.param("limit", limit - found.size() + 1)
				.query((rs) -> {
					addMembers(found, rs.getLong(1) * TermBlocks.SIZE, BitSet.valueOf(rs.getBytes(2)), below);
				});
		}
		return found.subList(0, Math.min(limit, found.size()));
	}

	/**
	 * Counts the records of work items.
	 * @param items work items
	 * @return how many records name each, and the latest of them; only of those that a
	 * record names
	 */
	Map<String, Count> counts(Collection<String> items) {
		Map<String, Count> counts = new HashMap<>();
		if (!items.isEmpty()) {
			this.jdbc.sql(COUNTS).param("terms", items).param("end", this.blocksEnd / TermBlocks.SIZE).query((rs) -> {
				int last = BitSet.valueOf(rs.getBytes(4)).length() - 1;
				counts.put(rs.getString(1), new Count(rs.getLong(2), rs.getLong(3) * TermBlocks.SIZE + last));
			});
			this.jdbc.sql(UNINDEXED_COUNTS).param("terms", items).param("blocksEnd", this.blocksEnd).query((rs) -> {
				counts.merge(rs.getString(1), new Count(rs.getLong(2), rs.getLong(3)),
						(older, added) -> new Count(older.records() + added.records(), added.latest()));
			});
		}
		return counts;
	}

	private static void addMembers(List<Long> found, long first, BitSet members, long below) {
		for (int place = members.length() - 1; place >= 0; place = members.previousSetBit(place - 1)) {
			if (first + place < below) {
				found.add(first + place);
			}
		}
	}

	/**
	 * The records of a work item.
	 *
	 * @param records how many there are
	 * @param latest the log index of the latest
	 */
	record Count(long records, long latest) {
	}

}
