package cto.registry.packet;

import java.util.Map;
import java.util.Set;

import cto.registry.text.Excerpt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses each member that the schema does not name, and each flag that is not false.
 */
final class UnknownMemberRules {

	private static final Set<String> FLAGS = Set.of("approval_granted", "execution_allowed",
			"runtime_default_activation");

	private final Violations violations;

	private boolean closed = true;

	UnknownMemberRules(Violations violations) {
		this.violations = violations;
	}

	/**
	 * Checks a packet.
	 * @return whether it has no unknown member
	 */
	boolean validate(ObjectNode packet) {
		object(packet, PacketMembers.PACKET, Pointer.ROOT);
		for (String flag : FLAGS) {
			JsonNode value = packet.get(flag);
			if (value != null) {
				flag(value, Pointer.ROOT.child(flag));
			}
		}
		return this.closed;
	}

	private void object(JsonNode object, PacketMembers members, Pointer place) {
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			String name = member.getKey();
			JsonNode value = member.getValue();
			if (!members.names().contains(name)) {
				unknown(name, value, members, place);
				continue;
			}
			PacketMembers inner = members.of(name);
			if (inner == null) {
				// A text, a list of texts or the environment, unless the value is wrong.
				if (value.isContainer() && !name.equals("environment") && ApprovalClaims.areMadeIn(value)) {
					this.violations.attempt();
				}
			}
			else if (value.isArray()) {
				for (int i = 0; i < value.size(); i++) {
					object(value.path(i), inner, place.child(name).child(i));
				}
			}
			else {
				object(value, inner, place.child(name));
			}
		}
	}

	private void unknown(String name, JsonNode value, PacketMembers members, Pointer place) {
		this.closed = false;
		boolean claim = ApprovalClaims.isMade(name, value);
		if (claim) {
			this.violations.attempt();
		}
		this.violations.add(place.child(name), ViolationCode.UNKNOWN_MEMBER, () -> {
			String near = members.nearest(name);
			String advice = claim ? "; a packet proposes and cannot approve"
					: (near != null) ? "; did you mean '" + near + "'?" : "; leave it out, or write it into 'notes'";
			return Excerpt.quoted(name) + " is no member of " + members.title() + advice;
		});
	}

	private void flag(JsonNode value, Pointer place) {
		if (!ApprovalClaims.isSpellingOfFalse(value)) {
			this.violations.attempt();
			this.violations.add(place, ViolationCode.MUST_BE_FALSE,
					() -> "is " + JsonType.withValue(value) + "; only the literal false is allowed");
		}
		else if (!value.isBoolean()) {
			this.violations.add(place, ViolationCode.TYPE, () -> "is " + JsonType.withValue(value) + "; write false");
		}
	}

}
