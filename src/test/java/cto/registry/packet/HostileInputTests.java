package cto.registry.packet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Inputs of a mebibyte, each made to hurt some reader. The time allowed is far over what
 * a linear reading takes, and far under what a quadratic one would.
 */
class HostileInputTests {

	private static final Duration ALLOWED = Duration.ofSeconds(10);

	static Stream<String> shapes() {
		return HostilePackets.all().keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void judgesAMebibyteInTime(String shape) {
		byte[] bytes = HostilePackets.all().getOrDefault(shape, () -> "").get().getBytes(StandardCharsets.UTF_8);
		for (PacketMediaType type : PacketMediaType.values()) {
			long start = System.nanoTime();
			ValidationResult validation = assertTimeoutPreemptively(ALLOWED,
					() -> Validated.VALIDATOR.validate(bytes, type));
			long millis = (System.nanoTime() - start) / 1_000_000;
			if (millis > 300) {
				System.out.println(shape + " as " + type + " took " + millis + " ms");
			}
			assertThat(validation).isNotInstanceOf(ValidationResult.Accepted.class);
			assertThat(answerBytes(validation)).isLessThan(480 * 1024);
		}
	}

	private static long answerBytes(ValidationResult validation) {
		return Packets.MAPPER.writeValueAsBytes(validation).length;
	}

	@Test
	void countsFaultsBeyondThoseThatItKeeps() {
		StringBuilder members = new StringBuilder("{\"a0\":0");
		for (int i = 1; i < 700; i++) {
			members.append(",\"approved").append(i).append("\":{\"approved\":1}");
		}
		ValidationResult.Invalid refused = Validated.refused(Validated.json(members + "}"));
		assertThat(refused.violations()).hasSize(500);
		assertThat(refused.violationCount()).isEqualTo(700 + 15);
		assertThat(refused.guardrailViolated()).isTrue();
	}

	@Test
	void pointsAtThePlaceAroundWhatIsTooDeepToName() {
		ValidationResult.Invalid refused = Validated
			.refused(Validated.json("{\"task_shape\":{\"" + "n".repeat(2000) + "\":1}}"));
		assertThat(refused.violations().stream().filter((fault) -> fault.code() == ViolationCode.UNKNOWN_MEMBER))
			.singleElement()
			.satisfies((fault) -> assertThat(fault.pointer()).isEqualTo("/task_shape"))
			.satisfies((fault) -> assertThat(fault.detail()).contains("too long to show"));
	}

	@Test
	void judgesDamagedPacketsWithoutFailing() {
		long seed = System.nanoTime();
		System.out.println("seed of judgesDamagedPacketsWithoutFailing: " + seed);
		Random random = new Random(seed);
		RandomPackets packets = new RandomPackets(random);
		List<Class<?>> seen = new ArrayList<>();
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			for (int i = 0; i < 6000; i++) {
				byte[] bytes = damaged(Packets.bytes(RandomPackets.json(packets.next())), random);
				PacketMediaType type = (i % 2 == 0) ? PacketMediaType.JSON : PacketMediaType.YAML;
				ValidationResult validation = Validated.VALIDATOR.validate(bytes, type);
				assertThat(answerBytes(validation)).isLessThan(480 * 1024);
				seen.add(validation.getClass());
			}
		});
		assertThat(seen).contains(ValidationResult.Accepted.class, ValidationResult.Malformed.class,
				ValidationResult.Invalid.class);
	}

	private static byte[] damaged(byte[] packet, Random random) {
		String text = new String(packet, StandardCharsets.ISO_8859_1);
		for (int i = random.nextInt(3); i >= 0; i--) {
			int at = random.nextInt(text.length());
			int to = Math.min(text.length(), at + 1 + random.nextInt(20));
			text = switch (random.nextInt(5)) {
				case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
				case 1 -> text.substring(0, Math.max(1, at));
				case 2 -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
				case 3 -> text.substring(0, at) + text.substring(to) + " ";
				default ->
					text.substring(0, at) + "[]{},:\"'&*!|>%@\n\\-?#".charAt(random.nextInt(20)) + text.substring(at);
			};
		}
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
