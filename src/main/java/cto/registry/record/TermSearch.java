package cto.registry.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds records by terms: looks through those after the last full block, and takes the
 * rest from the {@link TermBlocks}.
 */
final class TermSearch {

	/** Blocks asked for at first, and how many times more on each further turn. */
	private static final int FIRST_TURN = 16;

	private static final int GROWTH = 4;

	private static final int LARGEST_TURN = 1024;

	private static final String BLOCKS = "SELECT block, members FROM registry.term_block WHERE field = ? AND term = ? AND block <= ?";

	private final JdbcClient jdbc;

	TermSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Long> find(Set<SearchTerm> terms, ColumnConditions columns, long below, int limit) {
		long blocksEnd = TermBlocks.end(this.jdbc);
		List<Long> found = (below > blocksEnd) ? lookThrough(terms, columns, blocksEnd, below) : new ArrayList<>();
		long next = Math.min(below, blocksEnd);
		int turn = FIRST_TURN;
		while (found.size() < limit && next > 0) {
			Turn blocks = new Turn(next);
			read(terms, next, turn, blocks);
			found.addAll(columns.isEmpty() ? blocks.indices : matching(columns, blocks.indices));
			next = (blocks.count < turn) ? 0 : blocks.lowest * TermBlocks.SIZE;
			turn = Math.min(turn * GROWTH, LARGEST_TURN);
		}
		return found.subList(0, Math.min(limit, found.size()));
	}

	private List<Long> lookThrough(Set<SearchTerm> terms, ColumnConditions columns, long from, long below) {
		List<Long> found = new ArrayList<>();
		this.jdbc
			.sql("SELECT log_index, work_items, title, task_summary, notes FROM registry.execution_request "
					+ "WHERE log_index >= ? AND log_index < ?" + columns.sql() + " ORDER BY log_index DESC")
			.params(columns.after(from, below))
			.query((rs) -> {
				List<String> workItems = Arrays.asList((String[]) rs.getArray(2).getArray());
				if (SearchTerm.of(workItems, rs.getString(3), rs.getString(4), rs.getString(5)).containsAll(terms)) {
					found.add(rs.getLong(1));
				}
			});
		return found;
	}

	/**
	 * The blocks in which all terms occur, and in them the records that hold them all.
	 */
	private void read(Set<SearchTerm> terms, long below, int limit, Turn turn) {
		StringBuilder members = new StringBuilder();
		StringBuilder tables = new StringBuilder();
		List<Object> parameters = new ArrayList<>();
		int number = 0;
		for (SearchTerm term : terms) {
			members.append(String.format(Locale.ROOT, ", t%d.members", number));
			tables.append(String.format(Locale.ROOT, (number > 0) ? " JOIN (%s) AS t%d USING (block)" : "(%s) AS t%d",
					BLOCKS, number++));
			parameters.addAll(List.of(term.field(), term.text(), (below - 1) / TermBlocks.SIZE));
		}
		parameters.add(limit);
		this.jdbc.sql("SELECT block" + members + " FROM " + tables + " ORDER BY block DESC LIMIT ?")
			.params(parameters)
			.query((rs) -> {
				BitSet all = BitSet.valueOf(rs.getBytes(2));
				for (int column = 3; column <= terms.size() + 1; column++) {
					all.and(BitSet.valueOf(rs.getBytes(column)));
				}
				turn.add(rs.getLong(1), all);
			});
	}

	private List<Long> matching(ColumnConditions columns, List<Long> indices) {
		return this.jdbc
			.sql("SELECT log_index FROM registry.execution_request WHERE log_index = ANY(?)" + columns.sql()
					+ " ORDER BY log_index DESC")
			.params(columns.after((Object) indices.toArray(Long[]::new)))
			.query(Long.class)
			.list();
	}

	/** What one turn of reading found. */
	private static final class Turn {

		private final List<Long> indices = new ArrayList<>();

		private final long below;

		private int count;

		private long lowest;

		Turn(long below) {
			this.below = below;
		}

		void add(long block, BitSet members) {
			this.count++;
			this.lowest = block;
			for (int place = members.length() - 1; place >= 0; place = members.previousSetBit(place - 1)) {
				long index = block * TermBlocks.SIZE + place;
				if (index < this.below) {
					this.indices.add(index);
				}
			}
		}

	}

}
