package cto.registry.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import cto.registry.log.WholeLog;
import cto.registry.note.VerifierKey;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clock that goes back, as after a repaired time server, or on another instance.
 */
class WrongClockTests {

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void neverMakesARecordOlderThanTheOneBeforeIt() {
		Instant ahead = record(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
		assertThat(ahead).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
		assertThat(record(Clock.systemUTC())).isEqualTo(ahead);
		assertThat(record(Clock.fixed(Instant.EPOCH, Clock.systemUTC().getZone()))).isEqualTo(ahead);
		assertThat(record(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))).isAfter(ahead);
	}

	/** Records one, and looks at the whole log. */
	private Instant record(Clock clock) {
		try (AnotherService service = AnotherService.on(this.database, clock)) {
			Reply reply = service.client().as(Tokens.ALICE).record(TestPacket.fresh().bytes());
			assertThat(reply.status()).as(reply.text()).isEqualTo(201);
			WholeLog.isClean(this.database,
					VerifierKey.parse(service.client().as(Tokens.READER).get("/log/key").text().strip()));
			return Instant.parse(reply.json().get("submitted_at").asString());
		}
	}

}
