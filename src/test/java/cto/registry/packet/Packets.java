package cto.registry.packet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Valid packets, and packets that differ from them in one place.
 */
final class Packets {

	static final JsonMapper MAPPER = JsonMapper.shared();

	private Packets() {
	}

	static ObjectNode valid() {
		ObjectNode packet = JsonNodeFactory.instance.objectNode();
		packet.put("packet_version", "1").put("packet_id", "p-1").put("title", "A title").put("requested_by", "cto");
		packet.set("work_items", array("CTO-WORK-067"));
		packet.putObject("task_shape").put("name", "a-task").put("summary", "What it\tdoes.\nIn lines.");
		packet.put("target_repository", "cto");
		packet.set("allowed_paths", array("WORKBOARD.yaml"));
		packet.putObject("harness_command").set("argv", array("python3", "tools/validate_cto_child.py"));
		packet.putArray("proof_pointers").addObject().put("kind", "file").put("ref", "WORKBOARD.yaml");
		packet.set("blocked_actions", array(BlockedActions.MANDATORY.toArray(new String[0])));
		packet.put("approval_granted", false).put("execution_allowed", false);
		packet.put("runtime_default_activation", false).put("approval_required_from", "JP");
		return packet;
	}

	static ArrayNode array(String... items) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		List.of(items).forEach(array::add);
		return array;
	}

	/** A valid packet after a change, judged. */
	static ValidationResult with(Consumer<ObjectNode> change) {
		ObjectNode packet = valid();
		change.accept(packet);
		return validate(packet);
	}

	/** A valid packet with the value at a JSON Pointer put there, judged. */
	static ValidationResult with(String pointer, JsonNode value) {
		return with((packet) -> set(packet, pointer, value));
	}

	static ValidationResult with(String pointer, String value) {
		return with(pointer, JsonNodeFactory.instance.stringNode(value));
	}

	private static void set(ObjectNode packet, String pointer, JsonNode value) {
		int last = pointer.lastIndexOf('/');
		String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
		JsonNode parent = packet.at(pointer.substring(0, last));
		if (parent instanceof ArrayNode array) {
			int index = Integer.parseInt(name);
			if (index == array.size()) {
				array.add(value);
			}
			else {
				array.set(index, value);
			}
		}
		else {
			((ObjectNode) parent).set(name, value);
		}
	}

	static ValidationResult validate(JsonNode packet) {
		return Validated.VALIDATOR.validate(bytes(packet), PacketMediaType.JSON);
	}

	static byte[] bytes(JsonNode packet) {
		return MAPPER.writeValueAsString(packet).getBytes(StandardCharsets.UTF_8);
	}

	static JsonNode parse(String json) {
		return MAPPER.readTree(json);
	}

}
