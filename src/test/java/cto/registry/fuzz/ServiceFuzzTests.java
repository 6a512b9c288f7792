package cto.registry.fuzz;

import cto.registry.testing.RegistryTest;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The fuzz target, for a moment: {@code drills/fuzz} tries it for long. */
@RegistryTest
class ServiceFuzzTests {

	private final ServiceTrial trial;

	ServiceFuzzTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.trial = new ServiceTrial(port, database, new Tally());
	}

	@Test
	void holdsForTheSeedsAndWhatIsCloseToThem() {
		Replay.of("http", 500, this.trial::tryOne);
		assertThat(this.trial.records()).isPositive();
		this.trial.compareRecords();
	}

}
