package cto.registry.merkle;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SubtreeTests {

	@Test
	void saysWhichLeavesItIsOver() {
		Subtree subtree = new Subtree(3, 5);
		assertThat(subtree.start()).isEqualTo(40);
		assertThat(subtree.end()).isEqualTo(48);
		assertThat(new Subtree(62, 0).end()).isEqualTo(1L << 62);
	}

	@Test
	void refusesWhatNoTreeHas() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(-1, 0))
			.withMessage("The level of a subtree is from 0 to 62, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(63, 0))
			.withMessage("The level of a subtree is from 0 to 62, not 63");
		assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(0, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(62, 1))
			.withMessage("The index of a subtree of level 62 is from 0 to 0, not 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(0, Long.MAX_VALUE));
	}

}
