package cto.registry.recording;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import cto.registry.audit.AuditSummary;
import cto.registry.log.WholeLog;
import cto.registry.note.VerifierKey;
import cto.registry.testing.AnotherService;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RegistryTest
@DirtiesContext
class SeveralInstancesTests {

	private static final int PACKETS = 300;

	private static final int SENDERS = 16;

	private final Client one;

	private final TestDatabase database;

	SeveralInstancesTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.one = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void makeOneLogWithoutGapOrRepetitionWhenBothTakeTheSamePackets() {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("SeveralInstancesTests seed " + seed);
		long first = size();
		try (AnotherService other = AnotherService.on(this.database)) {
			Client two = other.client().as(Tokens.ALICE);
			List<Callable<Reply>> posts = new ArrayList<>();
			for (int i = 0; i < PACKETS; i++) {
				byte[] packet = TestPacket.fresh().bytes();
				String key = "two-instances-" + seed + "-" + i;
				posts.add(() -> this.one.record(packet, "Idempotency-Key", key));
				posts.add(() -> two.record(packet, "Idempotency-Key", key));
			}
			Collections.shuffle(posts, new Random(seed));
			List<Reply> replies = Senders.run(SENDERS, posts);
			assertThat(replies).allMatch((reply) -> reply.status() == 201);
			assertThat(replies).filteredOn((reply) -> reply.header("Idempotent-Replayed") == null).hasSize(PACKETS);
			Set<Long> indices = replies.stream()
				.map((reply) -> reply.json().get("log_index").asLong())
				.collect(Collectors.toSet());
			assertThat(indices).isEqualTo(LongStream.range(first, first + PACKETS).boxed().collect(Collectors.toSet()));
			assertThat(two.get("/log/checkpoint").text()).isEqualTo(this.one.get("/log/checkpoint").text());
			VerifierKey key = VerifierKey.parse(two.get("/log/key").text().strip());
			AuditSummary summary = WholeLog.isClean(this.database, key);
			assertThat(summary.records()).isEqualTo(first + PACKETS);
		}
	}

	@Test
	void showTheSameBytesOfARecordWhetherTheyMadeItOrReadIt() {
		byte[] packet = TestPacket.fresh()
			.with("backend", "\"case\"")
			.with("target_revision", "\"" + "0a".repeat(32) + "\"")
			.with("notes", "\"Zeile\\tü 漢 \\u00e9 \\\"quoted\\\" \\\\\"")
			.with("harness_command",
					"{\"argv\": [\"a,b\", \"{c}\", \"NULL\", \" \", \"\\\"\\\\\"], \"working_directory\": \"tools/\", "
							+ "\"environment\": {\"LONGER\": \"1\", \"B\": \"2\", \"A\": \"\"}}")
			.bytes();
		Reply made = this.one.record(packet);
		assertThat(made.status()).isEqualTo(201);
		try (AnotherService other = AnotherService.on(this.database)) {
			Reply read = other.client().as(Tokens.ALICE).get(String.valueOf(made.header("Location")));
			assertThat(read.text()).isEqualTo(made.text());
			assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
		}
	}

	@Test
	void refuseToSignALogWithTwoKeysOrUnderTwoNames(@TempDir Path other) {
		for (String setting : List.of("--registry.data-dir=" + other, "--registry.log.origin=example.com/other")) {
			assertThatThrownBy(() -> AnotherService.on(this.database, setting))
				.hasStackTraceContaining("The log in this database is not this service's");
		}
		assertThat(this.one.record(TestPacket.fresh().bytes()).status()).isEqualTo(201);
	}

	/** Other tests may have recorded something in this database. */
	private long size() {
		String checkpoint = this.one.get("/log/checkpoint").text();
		return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
	}

}
