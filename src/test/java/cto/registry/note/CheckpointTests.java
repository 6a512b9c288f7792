package cto.registry.note;

import cto.registry.merkle.Rfc6962;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckpointTests {

	private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

	/** The example of C2SP tlog-checkpoint. */
	@Test
	void readsAndWritesTheExampleOfTheSpecification() {
		String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
		Checkpoint checkpoint = Checkpoint.parse(text);
		assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
		assertThat(checkpoint.size()).isEqualTo(20852163);
		assertThat(checkpoint.root()).startsWith(0x0a, 0xc5, 0x18).hasSize(32);
		assertThat(checkpoint.text()).isEqualTo(text);
	}

	@Test
	void readsTheSmallestAndTheLargest() {
		assertThat(new Checkpoint("o", 0, Rfc6962.emptyRoot()).text())
			.isEqualTo("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
		assertThat(Checkpoint.parse("go.sum database tree\n" + Long.MAX_VALUE + "\n" + ROOT + "\n").size())
			.isEqualTo(Long.MAX_VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "o", "o\n1\n", "o\n1\n" + ROOT, "o\n1\n" + ROOT + "\n\n",
			"o\n1\n" + ROOT + "\nmore\n", "\n1\n" + ROOT + "\n", "o\n\n" + ROOT + "\n", "o\n01\n" + ROOT + "\n",
			"o\n-1\n" + ROOT + "\n", "o\n+1\n" + ROOT + "\n", "o\n1 \n" + ROOT + "\n", "o\n0x1\n" + ROOT + "\n",
			"o\n١\n" + ROOT + "\n", "o\n9223372036854775808\n" + ROOT + "\n", "o\n99999999999999999999\n" + ROOT + "\n",
			"o\n1\n\n", "o\n1\n" + ROOT + " \n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
			"o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
			"o\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
			"o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n", "o\r\n1\r\n" + ROOT + "\r\n",
			"o\u0085\n1\n" + ROOT + "\n" })
	void refusesEveryOtherText(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
	}

	@Test
	void saysWhatWouldBeRight() {
		String right = "A checkpoint is three lines, each with a newline: the origin of the log, the size of the tree in"
				+ " decimal, and the base64 of the 32 bytes of its root";
		assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("o\n1"))
			.withMessage(right + "; this text has 1 newlines and does not end in one");
		assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("o\n01\n" + ROOT + "\n"))
			.withMessage(right + "; the second line should be a number from 0 to 9223372036854775807 in ASCII digits"
					+ " without leading zeros, not '01'");
		assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("o\n1\n?\n"))
			.withMessage(right + "; the third line is no base64: '?'");
		assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("o\n1\nAAAA\n"))
			.withMessage("The root of a checkpoint has 32 bytes, not 3");
		assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("o", -1, new byte[32]))
			.withMessage("The size of a checkpoint is at least 0, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a\nb", 1, new byte[32]))
			.withMessage("The origin of a checkpoint is one line without control characters, not 'a\\u000ab'");
	}

	@Test
	void isEqualToOneOfTheSameText() {
		Checkpoint checkpoint = new Checkpoint("o", 1, new byte[32]);
		assertThat(checkpoint).isEqualTo(Checkpoint.parse(checkpoint.text()))
			.hasSameHashCodeAs(Checkpoint.parse(checkpoint.text()))
			.isNotEqualTo(new Checkpoint("p", 1, new byte[32]))
			.isNotEqualTo(new Checkpoint("o", 2, new byte[32]))
			.isNotEqualTo(new Checkpoint("o", 1, Rfc6962.emptyRoot()));
	}

	@Test
	void keepsItsRootToItself() {
		byte[] root = new byte[32];
		Checkpoint checkpoint = new Checkpoint("o", 1, root);
		root[0] = 1;
		checkpoint.root()[0] = 1;
		assertThat(checkpoint.root()).isEqualTo(new byte[32]);
	}

}
