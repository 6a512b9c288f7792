package cto.registry.packet;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ViolationsTests {

	private final Violations violations = new Violations();

	@Test
	void areKeptUpToFiveHundredAndCountedBeyond() {
		for (int i = 100; i < 799; i++) {
			this.violations.add(place(i), ViolationCode.FORMAT, "is wrong");
		}
		assertThat(this.violations.refusal().violations()).hasSize(500);
		assertThat(this.violations.refusal().violationCount()).isEqualTo(699);
	}

	/** Each has a pointer of 5 characters and a detail of 1000; 368,640 bytes fit. */
	@ParameterizedTest
	@CsvSource({ "32, 367", "126, 367", "65, 367", "31, 62", "34, 62", "92, 62", "127, 62", "233, 62" })
	void areKeptAsLongAsTheirJsonIsShort(int character, int kept) {
		for (int i = 100; i < 500; i++) {
			this.violations.add(place(i), ViolationCode.FORMAT, Character.toString(character).repeat(1000));
		}
		assertThat(this.violations.refusal().violations()).hasSize(kept);
		assertThat(this.violations.refusal().violationCount()).isEqualTo(400);
	}

	@Test
	void areCountedOnceHoweverOftenTheyAreFound() {
		assertThat(this.violations.isEmpty()).isTrue();
		this.violations.add(place(100), ViolationCode.FORMAT, "is wrong");
		this.violations.add(place(100), ViolationCode.FORMAT, "is wrong");
		this.violations.add(place(100), ViolationCode.LENGTH, "is wrong");
		assertThat(this.violations.isEmpty()).isFalse();
		assertThat(this.violations.refusal().violationCount()).isEqualTo(2);
	}

	@Test
	void areShownAtTheInnermostPlaceWhosePointerIsShortEnough() {
		Pointer outer = Pointer.ROOT.child("a".repeat(499)).child("b".repeat(499));
		this.violations.add(outer, ViolationCode.TYPE, "fits");
		this.violations.add(outer.child(""), ViolationCode.FORMAT, "does not fit");
		assertThat(this.violations.refusal().violations()).extracting(Violation::pointer)
			.containsOnly(outer.toString());
		assertThat(this.violations.refusal().violations()).extracting(Violation::detail)
			.containsExactlyInAnyOrderElementsOf(
					List.of("fits", "(at a member inside, whose pointer is too long to show) does not fit"));
	}

	private static Pointer place(int number) {
		return Pointer.ROOT.child("p" + number);
	}

}
