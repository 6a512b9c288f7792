package cto.registry.packet;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a packet that the schema is applied to: all of it, except that unknown
 * members are left out, which {@link UnknownMemberRules} reports, and that what is over
 * its allowed length is cut after that. A packet of half a million wrong items would
 * otherwise make half a million errors, items with colliding hashes make the library's
 * check of uniqueness quadratic, and a long work item makes a matcher of regular
 * expressions recurse.
 */
final class TruncatedPacket {

	/** Over the largest {@code maxItems} and {@code maxProperties} of the schema. */
	static final int MAX_LIST = 257;

	/** Over the largest work item, in characters. */
	private static final int MAX_ITEM = 201;

	private static final List<String> LISTS = List.of("work_items", "allowed_paths", "proof_pointers",
			"blocked_actions");

	private static final List<String> COMMAND_LISTS = List.of("argv", "environment");

	private TruncatedPacket() {
	}

	/**
	 * Cuts a packet.
	 * @param closed whether it has no unknown member
	 */
	static ObjectNode of(ObjectNode packet, boolean closed) {
		ObjectNode judged = cut(closed ? packet : known(packet, PacketMembers.PACKET), LISTS);
		if (judged.get("harness_command") instanceof ObjectNode command
				&& COMMAND_LISTS.stream().anyMatch((name) -> isLong(command.get(name)))) {
			judged = with(judged, "harness_command", cut(command, COMMAND_LISTS));
		}
		if (judged.get("work_items") instanceof ArrayNode items
				&& items.valueStream().anyMatch(TruncatedPacket::isLong)) {
			ArrayNode cut = JsonNodeFactory.instance.arrayNode();
			items.forEach((item) -> cut.add(isLong(item)
					? JsonNodeFactory.instance.stringNode(item.stringValue().substring(0, 2 * MAX_ITEM)) : item));
			judged = with(judged, "work_items", cut);
		}
		return judged;
	}

	/** A list, by its items, or a work item, by its UTF-16 units. */
	private static boolean isLong(@Nullable JsonNode value) {
		if (value == null) {
			return false;
		}
		return value.isString() ? value.stringValue().length() > 2 * MAX_ITEM : value.size() > MAX_LIST;
	}

	/** A copy with no member that the schema does not name. */
	private static ObjectNode known(ObjectNode object, PacketMembers members) {
		ObjectNode known = JsonNodeFactory.instance.objectNode();
		for (String name : members.names()) {
			JsonNode value = object.get(name);
			PacketMembers inner = members.of(name);
			if (value != null) {
				known.set(name, (inner != null) ? known(value, inner) : value);
			}
		}
		return known;
	}

	private static JsonNode known(JsonNode value, PacketMembers members) {
		if (value instanceof ArrayNode array) {
			ArrayNode known = JsonNodeFactory.instance.arrayNode();
			array.forEach((item) -> known.add(known(item, members)));
			return known;
		}
		return (value instanceof ObjectNode object) ? known(object, members) : value;
	}

	private static ObjectNode shallow(ObjectNode object) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		copy.setAll(object);
		return copy;
	}

	private static ObjectNode cut(ObjectNode object, List<String> names) {
		ObjectNode cut = object;
		for (String name : names) {
			JsonNode list = object.get(name);
			if (list != null && isLong(list)) {
				cut = with(cut, name, head(list));
			}
		}
		return cut;
	}

	private static ObjectNode with(ObjectNode object, String name, JsonNode value) {
		ObjectNode copy = shallow(object);
		copy.set(name, value);
		return copy;
	}

	private static JsonNode head(JsonNode list) {
		if (list.isArray()) {
			ArrayNode head = JsonNodeFactory.instance.arrayNode();
			list.values().stream().limit(MAX_LIST).forEach(head::add);
			return head;
		}
		ObjectNode head = JsonNodeFactory.instance.objectNode();
		list.properties().stream().limit(MAX_LIST).forEach((member) -> head.set(member.getKey(), member.getValue()));
		return head;
	}

}
