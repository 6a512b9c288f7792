package cto.registry.recording;

import java.time.Duration;

import cto.registry.problem.OverloadedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ValidationBulkheadTests {

	@Test
	void turnsAwayWhoFindsNoSeatAndSeatsTheNextWhenOneIsLeft() {
		ValidationBulkhead bulkhead = new ValidationBulkhead(2, Duration.ofMillis(10));
		bulkhead.acquire();
		bulkhead.acquire();
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(bulkhead::acquire);
		bulkhead.release();
		assertThatNoException().isThrownBy(bulkhead::acquire);
	}

}
