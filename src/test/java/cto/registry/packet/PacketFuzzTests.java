package cto.registry.packet;

import cto.registry.fuzz.Replay;
import org.junit.jupiter.api.Test;

/** The fuzz targets, for a moment: {@code drills/fuzz} tries them for long. */
class PacketFuzzTests {

	@Test
	void holdsForTheSeedsAndWhatIsCloseToThem() {
		Replay.of("packet", 2000, PacketFuzz::fuzzerTestOneInput);
	}

	@Test
	void holdsForPacketsWithOnePieceReplaced() {
		Replay.ofNoise(3000, 24, PieceFuzz::fuzzerTestOneInput);
	}

}
