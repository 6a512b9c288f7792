package cto.registry.log;

import java.util.ArrayList;
import java.util.List;

import cto.registry.merkle.Tile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoredTilesTests {

	private static final Tile FULL = new Tile(0, 1, Tile.WIDTH);

	private final Database database = new Database();

	private final StoredTiles tiles = new StoredTiles(this.database);

	@Test
	void areReadOnceWhereTheyAreFull() {
		this.database.stored = new byte[Tile.WIDTH * 32];
		assertThat(this.tiles.has(FULL)).isFalse();
		assertThat(this.tiles.read(FULL)).isEqualTo(this.database.stored);
		assertThat(this.tiles.read(FULL)).isEqualTo(this.database.stored);
		assertThat(this.tiles.has(FULL)).isTrue();
		assertThat(this.database.statements).hasSize(1).first().asString().contains("log_tile");
	}

	@Test
	void areNotReadWhereTheDatabaseHasNoneOrAShorterOne() {
		assertThatThrownBy(() -> this.tiles.read(FULL)).isInstanceOf(LogInconsistentException.class)
			.hasMessage("Tile 0/001 has 0 hashes in the database");
		this.database.stored = new byte[255 * 32];
		assertThatThrownBy(() -> this.tiles.read(FULL)).isInstanceOf(LogInconsistentException.class)
			.hasMessage("Tile 0/001 has 255 hashes in the database");
		assertThat(this.tiles.has(FULL)).isFalse();
	}

	@Test
	void areMadeOfWhatIsBelowWhereTheyAreNotFull() {
		assertThatThrownBy(() -> this.tiles.read(new Tile(0, 1, 3))).isInstanceOf(LogInconsistentException.class);
		assertThatThrownBy(() -> this.tiles.read(new Tile(1, 0, 3))).isInstanceOf(LogInconsistentException.class);
		assertThat(this.database.statements).hasSize(2);
		assertThat(this.database.statements.get(0)).contains("SELECT leaf_hash");
		assertThat(this.database.statements.get(1)).contains("SELECT root");
	}

	/** A database with one full tile, or none, and no records. */
	private static final class Database extends JdbcTemplate {

		private final List<String> statements = new ArrayList<>();

		private byte[] stored = new byte[0];

		@Override
		public <T> @Nullable T queryForObject(String sql, Class<T> type, @Nullable Object @Nullable ... arguments) {
			this.statements.add(sql);
			if (this.stored.length == 0) {
				throw new EmptyResultDataAccessException(1);
			}
			return type.cast(this.stored);
		}

		@Override
		public void query(String sql, RowCallbackHandler each, @Nullable Object @Nullable ... arguments) {
			this.statements.add(sql);
		}

	}

}
