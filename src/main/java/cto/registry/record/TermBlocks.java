package cto.registry.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The index by term: for each 256 consecutive records, which of them hold a term. Written
 * once the last of them is recorded, in the same transaction; the records after the last
 * full block are few enough to be looked through.
 */
public class TermBlocks {

	/** Records in a block. */
	public static final int SIZE = 256;

	private static final String TEXTS = """
			SELECT log_index, work_items, title, task_summary, notes FROM registry.execution_request
			WHERE log_index >= ? AND log_index < ? ORDER BY log_index""";

	private static final String INSERT = """
			INSERT INTO registry.term_block (field, term, block, members)
			SELECT field, term, ?, members FROM unnest(?, ?, ?) AS t(field, term, members)""";

	private final JdbcTemplate jdbc;

	/**
	 * Makes the index.
	 * @param jdbc the connection of the transaction that records
	 */
	public TermBlocks(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the end of the last full block. Records and the blocks that they fill are
	 * committed with a checkpoint.
	 * @param jdbc reads the database
	 * @return the index of the first record that is in no block, a multiple of 256
	 */
	public static long end(JdbcClient jdbc) {
		long size = jdbc.sql("SELECT coalesce(max(tree_size), 0) FROM registry.log_checkpoint")
			.query(Long.class)
			.single();
		return size - size % SIZE;
	}

	/**
	 * Indexes a block whose records are all there.
	 * @param block its number, at least 0
	 */
	public void add(long block) {
		Map<Term, byte[]> members = new LinkedHashMap<>();
		this.jdbc.query(TEXTS, (rs) -> {
			int place = (int) (rs.getLong(1) - block * SIZE);
			List<String> workItems = List.of((String[]) rs.getArray(2).getArray());
			for (Term term : Term.of(workItems, rs.getString(3), rs.getString(4), rs.getString(5))) {
				members.computeIfAbsent(term, (key) -> new byte[SIZE / Byte.SIZE])[place
						/ Byte.SIZE] |= (byte) (1 << place % Byte.SIZE);
			}
		}, block * SIZE, (block + 1) * SIZE);
		insert(block, members);
	}

	private void insert(long block, Map<Term, byte[]> members) {
		List<Term> terms = new ArrayList<>(members.keySet());
		this.jdbc.update((Connection connection) -> {
			PreparedStatement insert = connection.prepareStatement(INSERT);
			insert.setLong(1, block);
			insert.setArray(2, connection.createArrayOf("text", terms.stream().map(Term::field).toArray()));
			insert.setArray(3, connection.createArrayOf("text", terms.stream().map(Term::text).toArray()));
			insert.setArray(4,
					connection.createArrayOf("bytea", terms.stream().map(members::get).toArray(byte[][]::new)));
			return insert;
		});
	}

}
