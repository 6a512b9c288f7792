package cto.registry.packet;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ViolationsTests {

	private final Violations faults = new Violations();

	@Test
	void areKeptUpToFiveHundredAndCountedBeyond() {
		for (int i = 100; i < 799; i++) {
			this.faults.add(place(i), ViolationCode.FORMAT, "is wrong");
		}
		assertThat(this.faults.refusal().faults()).hasSize(500);
		assertThat(this.faults.refusal().faultCount()).isEqualTo(699);
	}

	/** Each has a pointer of 5 characters and a detail of 1000; 368,640 bytes fit. */
	@ParameterizedTest
	@CsvSource({ "32, 367", "126, 367", "65, 367", "31, 62", "34, 62", "92, 62", "127, 62", "233, 62" })
	void areKeptAsLongAsTheirJsonIsShort(int character, int kept) {
		for (int i = 100; i < 500; i++) {
			this.faults.add(place(i), ViolationCode.FORMAT, Character.toString(character).repeat(1000));
		}
		assertThat(this.faults.refusal().faults()).hasSize(kept);
		assertThat(this.faults.refusal().faultCount()).isEqualTo(400);
	}

	@Test
	void areCountedOnceHoweverOftenTheyAreFound() {
		assertThat(this.faults.isEmpty()).isTrue();
		this.faults.add(place(100), ViolationCode.FORMAT, "is wrong");
		this.faults.add(place(100), ViolationCode.FORMAT, "is wrong");
		this.faults.add(place(100), ViolationCode.LENGTH, "is wrong");
		assertThat(this.faults.isEmpty()).isFalse();
		assertThat(this.faults.refusal().faultCount()).isEqualTo(2);
	}

	@Test
	void areShownAtTheInnermostPlaceWhosePointerIsShortEnough() {
		Pointer outer = Pointer.ROOT.child("a".repeat(499)).child("b".repeat(499));
		this.faults.add(outer, ViolationCode.TYPE, "fits");
		this.faults.add(outer.child(""), ViolationCode.FORMAT, "does not fit");
		assertThat(this.faults.refusal().faults()).extracting(Violation::pointer).containsOnly(outer.toString());
		assertThat(this.faults.refusal().faults()).extracting(Violation::detail)
			.containsExactlyInAnyOrderElementsOf(
					List.of("fits", "(at a member inside, whose pointer is too long to show) does not fit"));
	}

	private static Pointer place(int number) {
		return Pointer.ROOT.child("p" + number);
	}

}
