package cto.registry.packet;

import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PacketProjectionTests {

	@Test
	void projectsRandomPacketsExactlyFromJsonAndFromYaml() {
		long seed = System.nanoTime();
		System.out.println("seed of projectsRandomPacketsExactlyFromJsonAndFromYaml: " + seed);
		Random random = new Random(seed);
		RandomPackets packets = new RandomPackets(random);
		for (int i = 0; i < 500; i++) {
			ApprovalPacket packet = packets.next();
			ObjectNode json = RandomPackets.json(packet);
			assertThat(Validated.accepted(Packets.validate(json))).isEqualTo(packet);
			assertThat(Validated.accepted(Validated.yaml(yaml(json, random)))).isEqualTo(packet);
			// JSON that is also YAML
			assertThat(Validated.accepted(Validated.yaml(json.toString()))).isEqualTo(packet);
		}
	}

	private static String yaml(ObjectNode json, Random random) {
		StringBuilder yaml = new StringBuilder(random.nextBoolean() ? "---\n" : "# a comment\n");
		block(yaml, json, "");
		return yaml.toString();
	}

	/** Block style; a JSON scalar is a YAML scalar. */
	private static void block(StringBuilder yaml, JsonNode node, String indent) {
		node.propertyStream().forEach((member) -> {
			yaml.append(indent).append(JsonMapper.shared().writeValueAsString(member.getKey())).append(':');
			value(yaml, member.getValue(), indent);
		});
		if (node.isArray()) {
			node.forEach((item) -> value(yaml.append(indent).append('-'), item, indent));
		}
	}

	private static void value(StringBuilder yaml, JsonNode value, String indent) {
		if (value.isContainer() && !value.isEmpty()) {
			block(yaml.append('\n'), value, indent + "  ");
		}
		else {
			boolean word = value.isString() && value.stringValue().matches("[a-km-z_]{3,}");
			yaml.append(' ').append(word ? value.stringValue() : value.toString()).append('\n');
		}
	}

	@Test
	void seesTheSameFaultsInJsonAndYaml() {
		ObjectNode packet = Packets.valid()
			.put("title", "")
			.put("approval_granted", true)
			.put("notes", "\u200b")
			.put("backend", 7)
			.put("x", "y");
		((ObjectNode) packet.get("task_shape")).put("auto-approve", "yes");
		assertThat(Validated.yaml(packet.toString())).isEqualTo(Packets.validate(packet));
	}

	@Test
	void cannotBeChangedAfterwards() {
		ApprovalPacket packet = Validated
			.accepted(Packets.with("/harness_command/environment", Packets.parse("{\"A\":\"1\"}")));
		assertThatThrownBy(() -> packet.harnessCommand().environment().put("B", "2"))
			.isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> packet.allowedPaths().add("x")).isInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void boundsAllThatIsShown() {
		String sixteen = "x".repeat(4096);
		ObjectNode packet = Packets.valid();
		ObjectNode command = (ObjectNode) packet.get("harness_command");
		for (int i = 0; i < 119; i++) {
			command.withArray("argv").add(sixteen);
		}
		ApprovalPacket accepted = Validated.accepted(Packets.validate(packet));
		int spare = (int) (PacketValidator.MAX_PROJECTED_BYTES - PacketProjection.jsonBytes(accepted)) - 3;
		assertThat(spare).isBetween(1, 4096);
		command.withArray("argv").add("y".repeat(spare));
		assertThat(Packets.validate(packet)).isInstanceOf(ValidationResult.Accepted.class);
		packet.put("title", "A titleX");
		assertThat(Validated.refused(Packets.validate(packet)).violations()).containsExactly(new Violation("",
				ViolationCode.LENGTH, "the fields that are shown take 491521 bytes as JSON; 491520 are allowed"));
	}

}
