package cto.registry.web.stream;

import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.Reply;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.TestPooler;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BehindAPoolerTests {

	/** More often than it takes for a statement to be prepared under a name. */
	private static final int TIMES = 10;

	@Test
	void aServiceMigratesRecordsReadsAndStreamsWithoutASession() throws Exception {
		TestDatabase database = TestDatabase.fresh();
		try (TestPooler pooler = TestPooler.of(database.url());
				AnotherService service = AnotherService.on(database, "--spring.datasource.url=" + pooler.url(),
						"--registry.replica.url=" + pooler.url());
				Subscriber reader = Subscriber.open(service.port(), "")) {
			Client alice = service.client().as(Tokens.ALICE);
			for (int i = 0; i < TIMES; i++) {
				Reply made = alice.record(TestPacket.fresh().bytes());
				assertThat(made.status()).isEqualTo(201);
				assertThat(reader.next().data()).isEqualTo(made.text());
				assertThat(alice.get("/api/v1/execution-requests").status()).isEqualTo(200);
			}
			assertThat(alice.get("/api/v1/guardrails").at("/intact")).isEqualTo("true");
			assertThat(pooler.ofSessions()).isEmpty();
		}
	}

}
