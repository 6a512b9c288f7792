package cto.registry.merkle;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("locale")
class TileTests {

	@Test
	void writesThePathOfTheSpecification() {
		assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("0/x001/x234/067");
		assertThat(new Tile(0, 1234067, 8).bundlePath()).isEqualTo("entries/x001/x234/067.p/8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0/000", "0/000.p/1", "1/999.p/255", "63/x001/000", "10/x001/x234/067.p/8",
			"0/x036/x028/x797/x018/x963/966" })
	void readsWhatItWrites(String path) {
		assertThat(Tile.parse(path).path()).isEqualTo(path);
		String bundle = "entries" + path.substring(path.indexOf('/'));
		assertThat(Tile.parseBundle(bundle).bundlePath()).isEqualTo(bundle);
		assertThat(Tile.parseBundle(bundle).level()).isZero();
	}

	@Test
	void readsTheCoordinates() {
		assertThat(Tile.parse("3/x001/x234/067.p/8")).isEqualTo(new Tile(3, 1234067, 8));
		assertThat(Tile.parse("3/067")).isEqualTo(new Tile(3, 67, 256));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "0", "0/", "/000", "0/0", "0/00", "0/0000", "0/x000", "0/x000/000",
			"0/x000/x001/000", "0/001/000", "0/x001", "0/x001/x000", "0/x01/000", "0/X001/000", "00/000", "01/000",
			"-1/000", "+1/000", "64/000", "100/000", "0/000.p/0", "0/000.p/01", "0/000.p/256", "0/000.p/999",
			"0/000.p/", "0/000.p", "0/000.p/-1", "0/000.p/1.p/1", "0/000/", "/0/000", "0//000", "0/000 ", " 0/000",
			"0/000\n", "0/٠٠٠", "0/000.P/1", "0/000?p/1", "0/-01", "0/x001/x000/x000/x000/x000/x000/000",
			"0/x999/x999/x999/x999/x999/999", "entries/000", "0/../000" })
	void refusesEveryOtherPath(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.parse(path));
		if (path.startsWith("0/")) {
			assertThatIllegalArgumentException().isThrownBy(() -> Tile.parseBundle("entries" + path.substring(1)));
		}
	}

	@Test
	void saysWhatWouldBeRight() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.parse("0/67"))
			.withMessage(
					"The path of a tile is <L>/<N>[.p/<W>], where N is in as few groups of three digits as hold it,"
							+ " all but the last behind an x, and W is from 1 to 255, only where the tile is partial, and L is from"
							+ " 0 to 63, such as 0/x001/x234/067.p/8; not '0/67'");
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.parse("64/000"))
			.withMessage("The level of a tile is from 0 to 63, not 64");
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.parseBundle("entries/000.p/300"))
			.withMessage("The width of a tile is from 1 to 256, not 300");
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.parseBundle("0/\u001b[31m"))
			.withMessageEndingWith("such as entries/x001/x234/067.p/8; not '0/\\u001b[31m'");
		assertThatIllegalStateException().isThrownBy(() -> new Tile(1, 0, 256).bundlePath())
			.withMessage("Only tiles of level 0 have entries, not 1/000");
	}

	/**
	 * A tree of size 70,000 will be represented by 273 full level 0 tiles, one partial
	 * level 0 tile of width 112, one full level 1 tile, one partial level 1 tile of width
	 * 17, and one partial level 2 tile of width 1.
	 */
	@Test
	void hasTheTilesOfTheSpecificationInATreeOf70000() {
		List<String> tiles = new ArrayList<>();
		for (int level = 0; level <= 63; level++) {
			for (int index = 0; index < 300; index++) {
				if (new Tile(level, index, 256).within(70_000)) {
					tiles.add(level + "/full");
				}
			}
			if (Tile.partialWidth(level, 70_000) > 0) {
				tiles.add(level + "/" + Tile.partialWidth(level, 70_000));
			}
		}
		assertThat(tiles.stream().filter("0/full"::equals)).hasSize(273);
		assertThat(tiles.stream().filter((tile) -> !tile.equals("0/full"))).containsExactly("0/112", "1/full", "1/17",
				"2/1");
	}

	@Test
	void isWithinATreeThatHasAllItsHashes() {
		assertThat(new Tile(0, 273, 112).within(70_000)).isTrue();
		assertThat(new Tile(0, 273, 111).within(70_000)).as("of an earlier size").isTrue();
		assertThat(new Tile(0, 272, 5).within(70_000)).as("full by now").isTrue();
		assertThat(new Tile(0, 273, 113).within(70_000)).isFalse();
		assertThat(new Tile(0, 273, 256).within(70_000)).isFalse();
		assertThat(new Tile(0, 274, 1).within(70_000)).isFalse();
		assertThat(new Tile(2, 0, 1).within(65_536)).isTrue();
		assertThat(new Tile(2, 0, 1).within(65_535)).isFalse();
	}

	@Test
	void hasNoTilesAtLevelsThatNoTreeReaches() {
		assertThat(Tile.partialWidth(7, Long.MAX_VALUE)).isEqualTo(127);
		for (int level = 8; level <= 63; level++) {
			assertThat(Tile.partialWidth(level, Long.MAX_VALUE)).isZero();
			assertThat(new Tile(level, 0, 1).within(Long.MAX_VALUE)).isFalse();
		}
		Tile last = new Tile(0, (Long.MAX_VALUE >> 8) - 1, 256);
		assertThat(last.within(Long.MAX_VALUE)).isTrue();
		assertThat(last.within(last.start() + 255)).isFalse();
	}

	@Test
	void refusesCoordinatesOutOfTheirBounds() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Tile(-1, 0, 1))
			.withMessage("The level of a tile is from 0 to 63, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, -1, 1))
			.withMessage("The index of a tile is from 0 to 36028797018963966, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, Long.MAX_VALUE / 256, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 0))
			.withMessage("The width of a tile is from 1 to 256, not 0");
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.partialWidth(64, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> Tile.partialWidth(0, -1));
	}

	@Test
	void isFullOnlyWithAllItsHashesAndTheirRoot() {
		byte[] hashes = new byte[8192];
		byte[] root = new byte[32];
		assertThat(new CompletedTile(new Tile(0, 3, 256), hashes, root).hashes()).isEqualTo(hashes);
		assertThatIllegalArgumentException().isThrownBy(() -> new CompletedTile(new Tile(0, 3, 255), hashes, root))
			.withMessage("A full tile has 256 hashes in 8192 bytes, but 0/003.p/255 has 255 in 8192");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CompletedTile(new Tile(0, 3, 256), new byte[8191], root))
			.withMessage("A full tile has 256 hashes in 8192 bytes, but 0/003 has 256 in 8191");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CompletedTile(new Tile(0, 3, 256), hashes, new byte[31]))
			.withMessage("A hash of the tree has 32 bytes, but this one has 31");
	}

}
