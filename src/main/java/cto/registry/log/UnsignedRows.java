package cto.registry.log;

import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows after the last tree that was signed. Each transaction of a service signs what it
 * adds, so somebody else added these, with the password of the role that records. None of
 * them is ever integrated.
 */
public final class UnsignedRows {

	/**
	 * Selects the tiles that a tree of {@code c.tree_size} records does not fill, one a
	 * level. The index of a tile of level {@code l} is of the unit 256^(l + 1).
	 */
	public static final String TILES = tiles("c.tree_size");

	private static final String AFTER = String.format(Locale.ROOT, """
			(SELECT 'record ' || log_index FROM registry.execution_request, (VALUES (?::bigint)) AS c(tree_size)
			 WHERE log_index >= c.tree_size ORDER BY log_index LIMIT 10)
			UNION ALL
			(SELECT 'checkpoint ' || f.tree_size FROM registry.log_checkpoint AS f, (VALUES (?::bigint)) AS c(tree_size)
			 WHERE f.tree_size > c.tree_size ORDER BY f.tree_size LIMIT 10)
			UNION ALL
			SELECT 'tile ' || t.level || '/' || t.tile_index
			FROM (VALUES (?::bigint)) AS c(tree_size), LATERAL (%s) AS t""", TILES);

	private UnsignedRows() {
	}

	private static String tiles(String size) {
		return String.format(Locale.ROOT,
				"""
						SELECT first.level, first.tile_index FROM generate_series(0, 7) AS levels(level), LATERAL (
						  SELECT tile.level, tile.tile_index FROM registry.log_tile AS tile
						  WHERE tile.level = levels.level
						    AND tile.tile_index >= CASE WHEN levels.level < 7 THEN coalesce(%s, 0) >> (8 * levels.level + 8) ELSE 0 END
						  ORDER BY tile.tile_index LIMIT 1) AS first""",
				size);
	}

	/**
	 * Names rows after a tree.
	 * @param jdbc reads the database
	 * @param size the number of records in the last tree that was signed, at least 0
	 * @return the first of each kind, such as {@code record 12}
	 */
	public static List<String> after(JdbcOperations jdbc, long size) {
		return JdbcClient.create(jdbc).sql(AFTER).params(size, size, size).query(String.class).list();
	}

}
