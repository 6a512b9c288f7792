package cto.registry.merkle;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Rfc6962Tests {

	/** printf '' | sha256sum. */
	@Test
	void hashesTheTreeWithoutLeaves() {
		assertThat(HexFormat.of().formatHex(Rfc6962.emptyRoot()))
			.isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	}

	/** printf '\0L123456' | sha256sum. */
	@Test
	void hashesALeafBehindAZero() {
		assertThat(HexFormat.of().formatHex(Rfc6962.leafHash("L123456".getBytes(StandardCharsets.US_ASCII))))
			.isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
	}

	/**
	 * printf '\1%s%s' 0123456789abcdef0123456789abcdef fedcba9876543210fedcba9876543210 |
	 * sha256sum.
	 */
	@Test
	void hashesANodeBehindAOne() {
		assertThat(HexFormat.of()
			.formatHex(Rfc6962.nodeHash("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
					"fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII))))
			.isEqualTo("54566cd05d80ac281b52253995a3b86cc0c9340ea4fe2eae18b4a9edaaf65694");
	}

	@Test
	void refusesToHashChildrenThatAreNoHashes() {
		assertThatIllegalArgumentException().isThrownBy(() -> Rfc6962.nodeHash(new byte[31], new byte[33]))
			.withMessage("A hash of the tree has 32 bytes, but this one has 31");
		assertThatIllegalArgumentException().isThrownBy(() -> Rfc6962.nodeHash(new byte[32], new byte[33]))
			.withMessage("A hash of the tree has 32 bytes, but this one has 33");
	}

}
