package cto.registry.log;

import cto.registry.merkle.Tile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntryBundlesTests {

	@Test
	void areNotReadWhereTheDatabaseLacksAnEntry() {
		EntryBundles bundles = new EntryBundles(new JdbcTemplate() {

			@Override
			public void query(String sql, RowCallbackHandler each, @Nullable Object @Nullable ... arguments) {
			}

		});
		assertThatThrownBy(() -> bundles.read(new Tile(0, 2, 3))).isInstanceOf(LogInconsistentException.class)
			.hasMessage("Of the entries of tile 0/002.p/3 the database has 0");
	}

}
