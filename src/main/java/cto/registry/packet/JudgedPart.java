package cto.registry.packet;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a packet that the schema is applied to: all of it, save that a list over
 * its allowed length is cut where it is already too long. A packet of half a million
 * wrong items would otherwise make half a million errors, and items with colliding hashes
 * make the library's check of uniqueness quadratic.
 */
final class JudgedPart {

	/** Over the largest {@code maxItems} and {@code maxProperties} of the schema. */
	static final int LONGEST_LIST = 257;

	private static final List<String> LISTS = List.of("work_items", "allowed_paths", "proof_pointers",
			"blocked_actions");

	private static final List<String> COMMAND_LISTS = List.of("argv", "environment");

	private JudgedPart() {
	}

	static ObjectNode of(ObjectNode packet) {
		ObjectNode judged = cut(packet, LISTS);
		if (packet.get("harness_command") instanceof ObjectNode command) {
			ObjectNode cut = cut(command, COMMAND_LISTS);
			if (!cut.equals(command)) {
				judged = with(judged, "harness_command", cut);
			}
		}
		return judged;
	}

	private static ObjectNode cut(ObjectNode object, List<String> names) {
		ObjectNode cut = object;
		for (String name : names) {
			JsonNode list = object.get(name);
			if (list != null && list.size() > LONGEST_LIST) {
				cut = with(cut, name, head(list));
			}
		}
		return cut;
	}

	private static ObjectNode with(ObjectNode object, String name, JsonNode value) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		copy.setAll(object);
		copy.set(name, value);
		return copy;
	}

	private static JsonNode head(JsonNode list) {
		if (list.isArray()) {
			ArrayNode head = JsonNodeFactory.instance.arrayNode();
			list.values().stream().limit(LONGEST_LIST).forEach(head::add);
			return head;
		}
		ObjectNode head = JsonNodeFactory.instance.objectNode();
		list.properties()
			.stream()
			.limit(LONGEST_LIST)
			.forEach((member) -> head.set(member.getKey(), member.getValue()));
		return head;
	}

}
