package cto.registry.recording;

import java.time.Instant;

import cto.registry.merkle.TileFrontier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FreezeReasonTests {

	@Test
	void mayHave200Characters() {
		String longest = "\ud83d\ude00".repeat(200);
		assertThat(new FreezeState(longest, Instant.EPOCH).reason()).isEqualTo(longest);
		assertThatIllegalArgumentException().isThrownBy(() -> new FreezeState(longest + "!", Instant.EPOCH))
			.withMessageContaining("has 201 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two\nlines", "Umzug f\ufffd\ufffdr die Pr\ufffd\ufffdfung" })
	void isLookedAtBeforeTheSwitchIsTurned(String reason) {
		FreezeSwitch intake = new FreezeSwitch(new SimpleDriverDataSource());
		assertThatIllegalArgumentException().isThrownBy(() -> intake.freeze(reason));
		assertThatIllegalArgumentException().isThrownBy(() -> intake.thaw(reason));
	}

	/** As an earlier build stored them. */
	@Test
	void isReadWhateverItHasLost() {
		assertThat(new FreezeState("f\ufffdr", Instant.EPOCH).reason()).isEqualTo("f\ufffdr");
	}

	@Test
	void isToldToWhomItTurnsAway() {
		TreeHead head = new TreeHead(TileFrontier.empty(), Instant.EPOCH,
				new FreezeState("the database moves", Instant.EPOCH));
		assertThatThrownBy(head::requireThawed).isInstanceOf(RecordingFrozenException.class)
			.hasMessageContaining("the database moves");
		new TreeHead(TileFrontier.empty(), Instant.EPOCH, null).requireThawed();
	}

}
