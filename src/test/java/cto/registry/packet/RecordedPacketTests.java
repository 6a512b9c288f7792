package cto.registry.packet;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A later release finds no fault with an earlier record: text, secrets and plain scalars
 * are judged at intake only, and what a version forces is judged always.
 */
class RecordedPacketTests {

	private static final PacketValidator RECORDS = PacketValidator.ofRecords(Validated.FACTS);

	@Test
	void keepsTextThatIntakeRefusesToday() {
		for (String text : new String[] { "a\u202eb", "\u00a0", "e" + "\u0301".repeat(9), "https://u:hunter2@h" }) {
			Consumer<ObjectNode> change = (packet) -> packet.put("title", text);
			assertThat(Packets.with(change)).isInstanceOf(ValidationResult.Invalid.class);
			assertThat(recorded(change)).isInstanceOf(ValidationResult.Accepted.class);
		}
		assertThat(recorded((packet) -> packet.set("allowed_paths", Packets.array("cafe\u0301"))))
			.isInstanceOf(ValidationResult.Accepted.class);
	}

	@Test
	void keepsPlainScalarsThatIntakeRefusesToday() {
		byte[] yaml = Packets.valid()
			.toString()
			.replace("\"A title\"", "NO")
			.replace("{\"argv\"", "{environment: {on: y}, \"argv\"")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(Validated.VALIDATOR.validate(yaml, PacketMediaType.YAML))
			.isInstanceOf(ValidationResult.Invalid.class);
		assertThat(RECORDS.validate(yaml, PacketMediaType.YAML)).isInstanceOf(ValidationResult.Accepted.class);
	}

	@Test
	void findsWhatEveryPacketOfItsVersionHas() {
		assertThat(Validated.violations(recorded((packet) -> packet.put("approved", true)
			.put("execution_allowed", true)
			.put("requested_by", "JP (approved)")
			.put("packet_version", "2")
			.set("allowed_paths", Packets.array("../core")))))
			.containsExactly("/allowed_paths/0 path_escapes_repository", "/approved unknown_member",
					"/execution_allowed must_be_false", "/packet_version unknown_value", "/requested_by format");
		assertThat(Validated.violations(recorded((packet) -> packet.set("blocked_actions", Packets.array("x")))))
			.hasSize(6);
	}

	@Test
	void namesTheKnownVersions() {
		assertThat(Validated.refused(Packets.with("/packet_version", "2")).violations()).containsExactly(
				new Violation("/packet_version", ViolationCode.UNKNOWN_VALUE, "'2' is not known; allowed: '1'"));
	}

	private static ValidationResult recorded(Consumer<ObjectNode> change) {
		ObjectNode packet = Packets.valid();
		change.accept(packet);
		return RECORDS.validate(Packets.bytes(packet), PacketMediaType.JSON);
	}

}
