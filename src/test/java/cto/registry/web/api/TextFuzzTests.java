package cto.registry.web.api;

import cto.registry.fuzz.Replay;
import org.junit.jupiter.api.Test;

/** The fuzz target, for a moment: {@code drills/fuzz} tries it for long. */
class TextFuzzTests {

	@Test
	void holdsForTheSeedsAndWhatIsCloseToThem() {
		Replay.of("text", 20_000, TextFuzz::fuzzerTestOneInput);
	}

}
