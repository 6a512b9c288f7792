package cto.registry.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the {@link TermBlocks}, each in a transaction of its own that takes no lock of
 * the log. A block begins with its row of {@code indexed_block}, which every other row of
 * it refers to. So nobody sees a part of a block, a process that ends in the middle
 * leaves nothing behind, and of two instances one waits for that row and then has nothing
 * to do.
 */
public final class TermIndexer {

	/**
	 * The terms of about this many characters of text are in memory at once. The longest
	 * texts of 256 records have 3.6 million characters, and over a million words.
	 */
	private static final int PASS_CHARACTERS = 1 << 18;

	/** Rows of one statement. */
	private static final int ROWS = 1 << 13;

	/** Another instance is not waited for, and a session that went silent is ended. */
	private static final String LIMITS = """
			SELECT set_config('lock_timeout', '1s', true),
			  set_config('idle_in_transaction_session_timeout', '60s', true)""";

	/** The next block, if a checkpoint is over all of its records. */
	private static final String NEXT = """
			SELECT next FROM (SELECT coalesce(max(block) + 1, 0) AS next FROM registry.indexed_block) AS following
			WHERE (next + 1) * 256 <= (SELECT max(tree_size) FROM registry.log_checkpoint)
			  AND NOT current_setting('transaction_read_only')::boolean""";

	private static final String BEGIN = "INSERT INTO registry.indexed_block (block) VALUES (?) ON CONFLICT DO NOTHING";

	private static final String TEXTS = """
			SELECT log_index, work_items, title, task_summary, notes FROM registry.execution_request
			WHERE log_index >= ? AND log_index < ? ORDER BY log_index""";

	private static final String INSERT = """
			INSERT INTO registry.term_block (field, term, block, members)
			SELECT field, term, ?, members FROM unnest(?, ?, ?) AS t(field, term, members)""";

	private static final Comparator<SearchTerm> BY_KEY = Comparator.comparing(SearchTerm::field)
		.thenComparing(SearchTerm::text);

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	/**
	 * Prepares to index.
	 * @param dataSource connects as the role that records
	 */
	public TermIndexer(DataSource dataSource) {
		this(new JdbcTemplate(dataSource), dataSource);
	}

	TermIndexer(JdbcTemplate jdbc, DataSource dataSource) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
	}

	/**
	 * Indexes the blocks that are full and not indexed, one after the other.
	 * @throws DataAccessException when the database refuses or goes away, or another
	 * instance is at it; nothing of that block was written
	 * @throws TransactionException when the commit fails
	 * @throws CancellationException when the thread was interrupted; the same
	 */
	public void catchUp() {
		for (Optional<Long> next = next(); next.isPresent(); next = next()) {
			long block = next.get();
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.queryForMap(LIMITS);
				if (this.jdbc.update(BEGIN, block) > 0) {
					index(block);
				}
			});
		}
	}

	private Optional<Long> next() {
		return JdbcClient.create(this.jdbc).sql(NEXT).query(Long.class).optional();
	}

	private void index(long block) {
		List<Texts> records = this.jdbc.query(TEXTS,
				(rs, row) -> new Texts((int) (rs.getLong(1) - block * TermBlocks.SIZE),
						List.of((String[]) rs.getArray(2).getArray()), rs.getString(3), rs.getString(4),
						rs.getString(5)),
				block * TermBlocks.SIZE, (block + 1) * TermBlocks.SIZE);
		int passes = 1 + records.stream().mapToInt(Texts::characters).sum() / PASS_CHARACTERS;
		for (int pass = 0; pass < passes; pass++) {
			Map<SearchTerm, byte[]> members = members(records, pass, passes);
			// in the order of the key, in which inserting is quickest
			List<SearchTerm> terms = members.keySet().stream().sorted(BY_KEY).toList();
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
					members.computeIfAbsent(term, (key) -> new byte[TermBlocks.SIZE / Byte.SIZE])[record.place
							/ Byte.SIZE] |= (byte) (1 << record.place % Byte.SIZE);
				}
			}
		}
		return members;
	}

	private void insert(long block, List<SearchTerm> terms, Map<SearchTerm, byte[]> members) {
		if (Thread.currentThread().isInterrupted()) {
			throw new CancellationException("Indexing was interrupted");
		}
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
