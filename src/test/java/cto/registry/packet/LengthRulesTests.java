package cto.registry.packet;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

class LengthRulesTests {

	@ParameterizedTest
	@CsvSource({ "/packet_id, 1, 128", "/title, 1, 200", "/requested_by, 1, 100", "/task_shape/name, 1, 100",
			"/harness_command/argv/1, 0, 4096", "/task_shape/summary, 1, 4000", "/backend, 1, 100", "/notes, 0, 10000",
			"/harness_command/argv/0, 1, 4096", "/proof_pointers/0/ref, 1, 2000", "/allowed_paths/0, 1, 1024",
			"/harness_command/working_directory, 1, 1024" })
	void boundsTheLengthOfText(String pointer, int least, int most) {
		assertThat(Packets.with(pointer, "a".repeat(least))).isInstanceOf(ValidationResult.Accepted.class);
		assertThat(Packets.with(pointer, "a".repeat(most))).isInstanceOf(ValidationResult.Accepted.class);
		assertThat(Validated.violations(Packets.with(pointer, "a".repeat(most + 1))))
			.containsExactly(pointer + " length");
		if (least > 0) {
			assertThat(Validated.violations(Packets.with(pointer, ""))).containsExactly(pointer + " length");
		}
	}

	@Test
	void countsCharactersAndNotUtf16Units() {
		assertThat(Packets.with("/title", "𝒜".repeat(200))).isInstanceOf(ValidationResult.Accepted.class);
		assertThat(Validated.refused(Packets.with("/title", "𝒜".repeat(201))).violations())
			.containsExactly(new Violation("/title", ViolationCode.LENGTH, "has 201 characters; 1 to 200 are allowed"));
	}

	@ParameterizedTest
	@CsvSource({ "/work_items, 50", "/allowed_paths, 256", "/harness_command/argv, 256", "/proof_pointers, 256" })
	void boundsTheLengthOfLists(String pointer, int most) {
		assertThat(Packets.with(pointer, items(pointer, most))).isInstanceOf(ValidationResult.Accepted.class);
		for (int count : new int[] { most + 1, 257, 258, 1000 }) {
			assertThat(Validated.refused(Packets.with(pointer, items(pointer, count))).violations())
				.containsExactly(new Violation(pointer, ViolationCode.COUNT,
						"has " + count + " items; 1 to " + most + " are allowed"));
		}
		assertThat(Validated.violations(Packets.with(pointer, JsonNodeFactory.instance.arrayNode())))
			.containsExactly(pointer + " count");
	}

	private static ArrayNode items(String pointer, int count) {
		ArrayNode items = JsonNodeFactory.instance.arrayNode();
		IntStream.range(0, count).forEach((i) -> {
			switch (pointer) {
				case "/work_items" -> items.add("CTO-" + i);
				case "/proof_pointers" -> items.addObject().put("kind", "commit").put("ref", "c" + i);
				default -> items.add("a" + i);
			}
		});
		return items;
	}

}
