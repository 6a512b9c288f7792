package cto.registry.record;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One search by terms, newest first: looks through the records that are not indexed yet,
 * and takes the rest from the {@link TermBlocks}. All of it is read over one connection:
 * of several replicas, one may have indexed less than another.
 */
final class TermSearch {

	/** Records looked through at once; their texts are in memory. */
	private static final int SLICE = 64;

	/** Blocks asked for at first, and how many times more on each further turn. */
	private static final int FIRST_TURN = 16;

	private static final int GROWTH = 4;

	private static final int LARGEST_TURN = 1024;

	private static final String UNINDEXED = """
			SELECT log_index, id FROM registry.execution_request
			WHERE log_index >= ? AND log_index < ? AND work_items @> ?::text[]""";

	private static final String BLOCKS = "SELECT block, members FROM registry.term_block WHERE field = ? AND term = ? AND block <= ?";

	private final JdbcTemplate template;

	private final JdbcClient jdbc;

	private final RecentWords recentWords;

	private final Deadline deadline;

	/**
	 * Prepares a search.
	 * @param template of one connection, for this search alone
	 * @param recentWords the words of what is not indexed
	 * @param deadline when it has to be done
	 */
	TermSearch(JdbcTemplate template, RecentWords recentWords, Deadline deadline) {
		this.template = template;
		this.jdbc = JdbcClient.create(template);
		this.recentWords = recentWords;
		this.deadline = deadline;
	}

	List<Long> find(Set<SearchTerm> terms, ColumnConditions columns, long below, int limit) {
		try {
			return search(terms, columns, below, limit);
		}
		catch (DataAccessException ex) {
			// the statement was ended because the time was up
			this.deadline.seconds();
			throw ex;
		}
	}

	private List<Long> search(Set<SearchTerm> terms, ColumnConditions columns, long below, int limit) {
		long blocksEnd = TermBlocks.end(timed());
		List<Long> found = new ArrayList<>();
		long next = below;
		while (found.size() < limit && next > blocksEnd) {
			next = lookThrough(terms, columns, blocksEnd, next, found);
		}
		next = Math.min(below, blocksEnd);
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

	/** What reads the next step, within the time that is left. */
	private JdbcClient timed() {
		this.template.setQueryTimeout(this.deadline.seconds());
		return this.jdbc;
	}

	/** Looks through the next few, and returns where it got to. */
	private long lookThrough(Set<SearchTerm> terms, ColumnConditions columns, long from, long below, List<Long> found) {
		Map<Long, UUID> records = new LinkedHashMap<>();
		timed().sql(UNINDEXED + columns.sql() + " ORDER BY log_index DESC LIMIT " + SLICE)
			.params(columns.after(from, below, texts(terms, SearchTerm.WORK_ITEM).toArray(String[]::new)))
			.query((rs) -> {
				records.put(rs.getLong(1), rs.getObject(2, UUID.class));
			});
		List<String> words = texts(terms, SearchTerm.WORD);
		found.addAll(words.isEmpty() ? records.keySet() : this.recentWords.containing(records, words, timed()));
		return (records.size() < SLICE) ? from
				: records.keySet().stream().mapToLong(Long::longValue).min().orElse(from);
	}

	private static List<String> texts(Set<SearchTerm> terms, String field) {
		return terms.stream().filter((term) -> term.field().equals(field)).map(SearchTerm::text).toList();
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
		timed().sql("SELECT block" + members + " FROM " + tables + " ORDER BY block DESC LIMIT ?")
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
		return timed()
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
