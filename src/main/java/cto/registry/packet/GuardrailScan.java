package cto.registry.packet;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks through every object of a packet, at any depth, for members that read like an
 * approval. Making a request must never be mistaken for approving it, so each must be the
 * literal boolean that keeps approval outstanding.
 */
final class GuardrailScan {

	private final Faults faults;

	GuardrailScan(Faults faults) {
		this.faults = faults;
	}

	/** Depth is bounded by {@link TreeUnderConstruction}. */
	void through(JsonNode value, Pointer place) {
		if (value.isArray()) {
			int index = 0;
			for (JsonNode item : value) {
				if (item.isContainer()) {
					through(item, place.child(index));
				}
				index++;
			}
			return;
		}
		for (Map.Entry<String, JsonNode> member : value.properties()) {
			member(member.getKey(), member.getValue(), place);
		}
	}

	private void member(String name, JsonNode value, Pointer object) {
		@Nullable FaultCode needed = GuardrailName.neededOf(name);
		if (needed != null) {
			boolean literal = needed == FaultCode.MUST_BE_TRUE;
			if (!value.isBoolean() || value.booleanValue() != literal) {
				this.faults.add(object.child(name), needed,
						() -> "is " + JsonType.withValue(value) + "; only the literal " + literal + " is allowed");
			}
		}
		if (value.isContainer()) {
			through(value, object.child(name));
		}
	}

}
