package cto.registry.record;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The index by term: for each 256 consecutive records, which of them hold a term. The
 * {@link TermIndexer} writes a block once its records are committed. What reads the index
 * looks at the records after its end directly.
 */
public final class TermBlocks {

	/** Records in a block. */
	public static final int SIZE = 256;

	private TermBlocks() {
	}

	/**
	 * Returns the end of the last block that is indexed.
	 * @param jdbc reads the database
	 * @return the index of the first record that is in no block, a multiple of 256
	 */
	public static long end(JdbcClient jdbc) {
		return SIZE
				* jdbc.sql("SELECT coalesce(max(block) + 1, 0) FROM registry.indexed_block").query(Long.class).single();
	}

}
