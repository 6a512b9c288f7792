package cto.registry.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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

	/**
	 * The terms of about this many characters of text are in memory at once. The longest
	 * texts of 256 records have 3.6 million characters, and over a million words.
	 */
	private static final int PASS_CHARACTERS = 1 << 18;

	/** Rows of one statement. */
	private static final int ROWS = 1 << 13;

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
		List<Texts> records = this.jdbc.query(TEXTS, (rs, row) -> new Texts((int) (rs.getLong(1) - block * SIZE),
				List.of((String[]) rs.getArray(2).getArray()), rs.getString(3), rs.getString(4), rs.getString(5)),
				block * SIZE, (block + 1) * SIZE);
		int passes = 1 + records.stream().mapToInt(Texts::characters).sum() / PASS_CHARACTERS;
		for (int pass = 0; pass < passes; pass++) {
			Map<SearchTerm, byte[]> members = members(records, pass, passes);
			List<SearchTerm> terms = new ArrayList<>(members.keySet());
			for (int from = 0; from < terms.size(); from += ROWS) {
				insert(block, terms.subList(from, Math.min(from + ROWS, terms.size())), members);
			}
		}
	}

	/** Those terms of the records whose turn it is in this pass. */
	private static Map<SearchTerm, byte[]> members(List<Texts> records, int pass, int passes) {
		Map<SearchTerm, byte[]> members = new LinkedHashMap<>();
		for (Texts record : records) {
			for (SearchTerm term : SearchTerm.of(record.workItems, record.title, record.summary, record.notes)) {
				if (Math.floorMod(term.hashCode(), passes) == pass) {
					members.computeIfAbsent(term, (key) -> new byte[SIZE / Byte.SIZE])[record.place
							/ Byte.SIZE] |= (byte) (1 << record.place % Byte.SIZE);
				}
			}
		}
		return members;
	}

	private void insert(long block, List<SearchTerm> terms, Map<SearchTerm, byte[]> members) {
		this.jdbc.update((Connection connection) -> {
			PreparedStatement insert = connection.prepareStatement(INSERT);
			insert.setLong(1, block);
			insert.setArray(2, connection.createArrayOf("text", terms.stream().map(SearchTerm::field).toArray()));
			insert.setArray(3, connection.createArrayOf("text", terms.stream().map(SearchTerm::text).toArray()));
			insert.setArray(4,
					connection.createArrayOf("bytea", terms.stream().map(members::get).toArray(byte[][]::new)));
			return insert;
		});
	}

	/** What the terms of a record are taken from. */
	private record Texts(int place, List<String> workItems, String title, String summary, @Nullable String notes) {

		int characters() {
			return this.title.length() + this.summary.length() + ((this.notes != null) ? this.notes.length() : 0);
		}

	}

}
