package cto.registry.intake;

import java.time.Duration;

import cto.registry.log.Overloaded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class DeskTests {

	@Test
	void turnsAwayWhoFindsNoSeatAndSeatsTheNextWhenOneIsLeft() {
		Desk desk = new Desk(2, Duration.ofMillis(10));
		desk.enter();
		desk.enter();
		assertThatExceptionOfType(Overloaded.class).isThrownBy(desk::enter);
		desk.leave();
		assertThatNoException().isThrownBy(desk::enter);
	}

}
