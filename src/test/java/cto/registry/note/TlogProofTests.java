package cto.registry.note;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TlogProofTests {

	/** The example of C2SP tlog-proof, with its extra data padded. */
	private static final String EXAMPLE = """
			c2sp.org/tlog-proof@v1
			extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6
			index 73894
			gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
			B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
			EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
			RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
			AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

			example.com/fancylog
			109482
			sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

			— example.com/fancylog hI2DJw[...]1roloI=
			""";

	private static final String SHORTEST = "c2sp.org/tlog-proof@v1\nindex 0\n\n" + PublishedNotes.LOG_AT_0;

	@Test
	void readsAndWritesTheExampleOfTheSpecification() {
		TlogProof proof = TlogProof.parse(EXAMPLE);
		assertThat(proof.extra()).asString().isEqualTo("age-v1.2.1-darwin-arm64.tar.gz");
		assertThat(proof.index()).isEqualTo(73894);
		assertThat(proof.hashes()).hasSize(5).allSatisfy((hash) -> assertThat(hash).hasSize(32));
		assertThat(proof.hashes().get(4)).startsWith(0x00, 0x70, 0xa2);
		assertThat(proof.checkpoint()).isEqualTo(EXAMPLE.substring(EXAMPLE.indexOf("example.com")));
		assertThat(proof.text()).isEqualTo(EXAMPLE);
	}

	@Test
	void needsNoExtraDataAndNoHashes() {
		TlogProof proof = TlogProof.parse(SHORTEST);
		assertThat(proof.extra()).isNull();
		assertThat(proof.hashes()).isEmpty();
		assertThat(proof.text()).isEqualTo(SHORTEST);
	}

	@Test
	void tellsEmptyExtraDataFromNone() {
		TlogProof proof = new TlogProof(new byte[0], 0, List.of(), PublishedNotes.LOG_AT_0);
		assertThat(proof.text()).isEqualTo(SHORTEST.replace("index", "extra \nindex"));
		assertThat(TlogProof.parse(proof.text()).extra()).isEmpty();
	}

	@Test
	void saysInWhichLineWhatIsExpected() {
		assertRefused(EXAMPLE.replace("@v1", "@v2"),
				"Line 1 of the proof should be 'c2sp.org/tlog-proof@v1', not 'c2sp.org/tlog-proof@v2'");
		assertRefused(EXAMPLE.replace("YWdl", "YWd"),
				"Line 2 of the proof should be 'extra ' and base64, not 'extra YWdLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6'");
		assertRefused(EXAMPLE.replace("index 73894\n", ""),
				"Line 3 of the proof should be 'index ' and a number from 0 to"
						+ " 9223372036854775807 in ASCII digits without leading zeros, not 'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ='");
		assertRefused(EXAMPLE.replace("RoopE", "Roop"),
				"Line 7 of the proof should be the base64 of a hash of 32 bytes,"
						+ " or empty before the checkpoint, not 'RoopkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes='");
		assertRefused(EXAMPLE.replace("\n\nexample", "\nexample"),
				"Line 9 of the proof should be the base64 of a hash of 32"
						+ " bytes, or empty before the checkpoint, not 'example.com/fancylog'");
		assertRefused(EXAMPLE.substring(0, EXAMPLE.indexOf("example")),
				"Line 10 of the proof should be the checkpoint, not ''");
		assertRefused("c2sp.org/tlog-proof@v1\nindex 1",
				"Line 2 of the proof should end in a newline, but the text ends there: it was cut");
	}

	@Test
	void refusesOtherWaysToWriteTheSame() {
		for (String index : new String[] { "00", "-0", "+0", "0 ", " 0", "", "0x0", "٠", "9223372036854775808" }) {
			assertRefused(SHORTEST.replace("index 0", "index " + index));
		}
		assertRefused(SHORTEST.replace("index 0", "Index 0"));
		assertRefused(SHORTEST.replace("index 0", "index\t0"));
		assertRefused(SHORTEST.replace("index 0", "index 0\nextra "));
		assertRefused(SHORTEST.replace("index 0", "extra \nextra \nindex 0"));
		assertRefused(SHORTEST.replace("\n", "\r\n"));
		assertRefused("\ufeff" + SHORTEST);
		assertRefused("\n" + SHORTEST);
		assertRefused(EXAMPLE.replace("PlQ=", "PlR="));
	}

	@Test
	void refusesMoreHashesThanAnyTreeHasLevels() {
		List<byte[]> most = Collections.nCopies(63, new byte[32]);
		String text = new TlogProof(null, 0, most, PublishedNotes.LOG_AT_0).text();
		assertThat(TlogProof.parse(text).hashes()).hasSize(63);
		assertRefused(text.replace("index 0\n", "index 0\n" + "A".repeat(43) + "=\n"),
				"Line 66 of the proof should be empty after 63 hashes, as no tree is higher, not '" + "A".repeat(43)
						+ "='");
	}

	@Test
	void refusesValuesThatNoProofHas() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof(null, -1, List.of(), "c"))
			.withMessage("The index of a leaf is at least 0, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof(null, 0, List.of(new byte[31]), "c"))
			.withMessage("An inclusion proof has at most 63 hashes of 32 bytes, but this one has 1 of [31] bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof(null, 0, List.of(), ""))
			.withMessage("A proof has the signed checkpoint of its log, not an empty one");
	}

	@Test
	void keepsItsBytesToItself() {
		byte[] extra = new byte[1];
		List<byte[]> hashes = new ArrayList<>(List.of(new byte[32]));
		TlogProof proof = new TlogProof(extra, 0, hashes, "c");
		String text = proof.text();
		extra[0] = 1;
		hashes.get(0)[0] = 1;
		proof.hashes().get(0)[0] = 1;
		hashes.clear();
		assertThat(proof.text()).isEqualTo(text);
	}

	private static void assertRefused(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> TlogProof.parse(text)).withMessage(message);
	}

	private static void assertRefused(String text) {
		assertThatIllegalArgumentException().as(text).isThrownBy(() -> TlogProof.parse(text));
	}

}
