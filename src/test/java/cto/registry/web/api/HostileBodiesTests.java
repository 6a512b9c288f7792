package cto.registry.web.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand bodies that mean harm: each is refused, in words, and none is recorded.
 */
@RegistryTest
@DirtiesContext
class HostileBodiesTests {

	private static final int BODIES = 1000;

	private static final List<String> WRONG = List.of("null", "true", "0", "-1", "\"\"", "[]", "{}", "[[]]",
			"\"\\u202e\"", "\"\\u0000\"", "[null]", "{\"approved\": true}", "12345678901234567890");

	private static final List<String> BOMBS = List.of("[".repeat(200_000), "{\"a\":".repeat(100_000),
			"[" + "1,".repeat(400_000), "\"" + "\\u0041".repeat(170_000) + "\"", "9".repeat(1_000_000),
			"a: &a [x]\nb: [*a,*a]\n", "&a [*a]", "? ".repeat(100_000), "- ".repeat(300_000), "!!binary x",
			"%YAML 1.1\n---\na: no", "a: 1\n---\nb: 2", "<<: {a: 1}", "{".repeat(500_000), "\t".repeat(500_000),
			"'" + "\n".repeat(900_000), "|\n" + " x\n".repeat(300_000), "a: >-\n" + "  b\n\n".repeat(150_000),
			"# ".repeat(400_000), "\"" + "\\\n".repeat(300_000), "{? a : b, ".repeat(80_000));

	private final Client alice;

	HostileBodiesTests(@LocalServerPort int port) {
		this.alice = Client.at(port).as(Tokens.ALICE);
	}

	@Test
	void areRefusedAndNoneIsRecorded() {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("HostileBodiesTests seed " + seed + " (again with -Dtest.seed=" + seed + ")");
		Random random = new Random(seed);
		long last = recordOne();
		for (int i = 0; i < BODIES; i++) {
			byte[] body = hostile(random, i);
			String type = (random.nextInt(4) == 0) ? "application/yaml" : "application/json";
			Reply reply = this.alice.post("/api/v1/execution-requests", type, body);
			assertThat(reply.status())
				.as("body %d of seed %d: %s", i, seed,
						new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8))
				.isBetween(400, 499);
			assertThat(reply.at("/detail")).isNotBlank();
			assertThat(reply.body().length).isLessThan(512 * 1024);
		}
		Reply newest = this.alice.get("/api/v1/execution-requests?limit=1");
		assertThat(newest.json().at("/items/0/log_index").asLong()).isEqualTo(last);
		assertThat(recordOne()).isEqualTo(last + 1);
	}

	private long recordOne() {
		return this.alice.record(TestPacket.fresh().bytes()).json().get("log_index").asLong();
	}

	private static byte[] hostile(Random random, int i) {
		byte[] packet = TestPacket.fresh().bytes();
		return switch (i % 6) {
			case 0 -> Arrays.copyOf(packet, random.nextInt(packet.length));
			case 1 -> wrongType(random);
			case 2 -> duplicated(random, new String(packet, StandardCharsets.UTF_8));
			case 3 -> bomb(random);
			case 4 -> misencoded(random, new String(packet, StandardCharsets.UTF_8));
			default -> noise(random);
		};
	}

	/** One required field of another type. */
	private static byte[] wrongType(Random random) {
		TestPacket packet = TestPacket.fresh();
		List<String> names = packet.tree().propertyStream().map(Map.Entry::getKey).toList();
		return packet.with(names.get(random.nextInt(names.size())), WRONG.get(random.nextInt(WRONG.size()))).bytes();
	}

	/** One key twice, the second time perhaps with an escape in its name. */
	private static byte[] duplicated(Random random, String packet) {
		String again = random.nextBoolean() ? "\"approval_granted\": true" : "\"approval\\u005fgranted\": false";
		return ("{" + again + ", " + packet.substring(1)).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bomb(Random random) {
		String bomb = BOMBS.get(random.nextInt(BOMBS.size()));
		return (random.nextBoolean() ? bomb : "{\"packet_id\": " + bomb).getBytes(StandardCharsets.UTF_8);
	}

	/** UTF-16, UTF-32, a byte-order mark, or bytes that are no UTF-8. */
	private static byte[] misencoded(Random random, String packet) {
		return switch (random.nextInt(5)) {
			case 0 -> packet.getBytes(StandardCharsets.UTF_16);
			case 1 -> packet.getBytes(StandardCharsets.UTF_16LE);
			case 2 -> ("\ufeff" + packet).getBytes(StandardCharsets.UTF_8);
			case 3 -> packet.replace("Validate", "Valid\u00e4te").getBytes(StandardCharsets.ISO_8859_1);
			default -> packet.replace("Validate", "\\ud800Validate").getBytes(StandardCharsets.UTF_8);
		};
	}

	private static byte[] noise(Random random) {
		ByteArrayOutputStream noise = new ByteArrayOutputStream();
		for (int length = random.nextInt(2000); length >= 0; length--) {
			noise.write(random.nextInt(256));
		}
		return noise.toByteArray();
	}

}
