package cto.registry.recording;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import cto.registry.log.WholeLog;
import cto.registry.note.VerifierKey;
import cto.registry.testing.Client;
import cto.registry.testing.RegistryTest;
import cto.registry.testing.Reply;
import cto.registry.testing.Senders;
import cto.registry.testing.TestDatabase;
import cto.registry.testing.TestPacket;
import cto.registry.testing.Tokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No packet that is accepted can keep a later one from being recorded: after each 256th
 * record a block of terms is written, from the texts of all of them.
 */
@RegistryTest
@DirtiesContext
class LongestTextsTests {

	private static final int BLOCK = 256;

	/** As many as fit, so that the fields of no kind take more than 480 KiB. */
	private static final int ARGUMENTS = 24;

	private static final int ATTEMPTS = 60;

	private final Client alice;

	private final TestDatabase database;

	LongestTextsTests(@LocalServerPort int port, @Autowired TestDatabase database) {
		this.alice = Client.at(port).as(Tokens.ALICE);
		this.database = database;
	}

	@Test
	void ofEachKindFillABlockAndAreFoundInIt() {
		List<IntFunction<String>> kinds = List.of(
				// one word, of CJK, of four bytes a letter, of marks, of what grows in
				// lower case
				(length) -> "漢".repeat(length), (length) -> "𠀀".repeat(length),
				(length) -> "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308".repeat(length / 9)
						+ "b".repeat(length % 9),
				(length) -> "İ".repeat(length),
				// no word, words that are four in NFKC, and as many words as there is
				// room for
				(length) -> "🚀".repeat(length), (length) -> "ﷺ".repeat(length),
				(length) -> "a ".repeat(length / 2) + "b".repeat(length % 2),
				(length) -> words(new Random(length), length));
		fill((number) -> packet(number, kinds.get(number % kinds.size())));
		for (String word : new String[] { "漢".repeat(100), "𠀀".repeat(100), "a", "عليه" }) {
			Reply found = this.alice.get("/api/v1/execution-requests?limit=1&q=" + percent(word));
			assertThat(found.json().get("items")).as(word).hasSize(1);
		}
	}

	@Test
	void ofAnyMixFillABlock() {
		long seed = Long.getLong("test.seed", System.nanoTime());
		System.out.println("LongestTextsTests seed " + seed);
		Random random = new Random(seed);
		fill((number) -> packet(number, (length) -> mixed(random, 1 + random.nextInt(length))));
	}

	/** Records until a block is full that has nothing else, and one more. */
	private void fill(IntFunction<TestPacket> packets) {
		long before = size();
		int wanted = (int) (BLOCK + BLOCK - before % BLOCK) + 1;
		List<Callable<Integer>> posts = new ArrayList<>();
		for (int number = 0; number < wanted; number++) {
			byte[] packet = packets.apply(number).bytes();
			posts.add(() -> untilThereIsRoom(packet));
		}
		assertThat(Senders.run(8, posts)).isSubsetOf(200, 201);
		VerifierKey key = VerifierKey.parse(this.alice.get("/log/key").text().strip());
		assertThat(WholeLog.isClean(this.database, key).records()).isEqualTo(before + wanted);
	}

	/**
	 * On a busy machine the largest packets wait long, and others are turned away.
	 */
	private int untilThereIsRoom(byte[] packet) {
		Reply reply = this.alice.record(packet);
		for (int again = 0; reply.status() == 503 && again < ATTEMPTS; again++) {
			reply = this.alice.record(packet);
		}
		return reply.status();
	}

	private static TestPacket packet(int number, IntFunction<String> text) {
		List<String> items = IntStream.range(0, 50).mapToObj((i) -> "W".repeat(192) + "-" + (1_000_000 + i)).toList();
		List<String> argv = IntStream.range(0, ARGUMENTS).mapToObj((i) -> text.apply(4096)).toList();
		return TestPacket.fresh()
			.with("packet_id", "\"" + TestPacket.fresh().id() + "p".repeat(100) + number + "\"")
			.with("title", json(text.apply(200)))
			.with("notes", json(text.apply(10_000)))
			.with("task_shape", "{\"name\": \"" + "n".repeat(100) + "\", \"summary\": " + json(text.apply(4000)) + "}")
			.with("requested_by", "\"" + "r".repeat(100) + "\"")
			.with("work_items", json(items))
			.with("harness_command", "{\"argv\": " + json(argv) + "}");
	}

	private static String words(Random random, int length) {
		StringBuilder words = new StringBuilder();
		for (int i = 0; i < length; i++) {
			words.appendCodePoint((i % 3 == 2) ? ' ' : 0x4E00 + random.nextInt(0x5000));
		}
		return words.toString();
	}

	/** Letters, presentation forms, emoji, digits and blanks. */
	private static String mixed(Random random, int length) {
		StringBuilder text = new StringBuilder("x");
		for (int i = 1; i < length; i++) {
			text.appendCodePoint(switch (random.nextInt(6)) {
				case 0 -> 'a' + random.nextInt(26);
				case 1 -> 0x0391 + random.nextInt(17);
				case 2 -> 0x20000 + random.nextInt(0xA000);
				case 3 -> 0x1F600 + random.nextInt(60);
				case 4 -> 0xFB50 + random.nextInt(90);
				default -> (random.nextInt(4) == 0) ? ' ' : '0' + random.nextInt(10);
			});
		}
		return text.toString();
	}

	private long size() {
		return Long.parseLong(this.alice.get("/log/checkpoint").text().lines().skip(1).findFirst().orElseThrow());
	}

	private static String json(Object value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

	private static String percent(String word) {
		return URLEncoder.encode(word, StandardCharsets.UTF_8);
	}

}
