package cto.registry.packet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import cto.registry.text.Excerpt;
import cto.registry.text.UnsafeCharacters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the schema to a packet, and says in the registry's own words what breaks it.
 */
final class SchemaRules {

	private final ObjectNode packet;

	private final boolean intake;

	private final Violations violations;

	SchemaRules(ObjectNode packet, boolean intake, Violations violations) {
		this.packet = packet;
		this.intake = intake;
		this.violations = violations;
	}

	/**
	 * Applies the schema.
	 * @param closed whether the packet has no unknown member
	 */
	void apply(boolean closed) {
		Set<String> listed = new HashSet<>();
		for (Error error : PacketSchema.errorsIn(TruncatedPacket.of(this.packet, closed))) {
			// The library repeats this one for each duplicate of a list.
			if (!error.getKeyword().equals("uniqueItems") || listed.add(error.getInstanceLocation().toString())) {
				take(error);
			}
		}
		requireMandatoryActions();
	}

	private void take(Error error) {
		NodePath location = error.getInstanceLocation();
		JsonNode value = this.packet;
		Pointer place = Pointer.ROOT;
		for (int i = 0; i < location.getNameCount(); i++) {
			if (location.getElement(i) instanceof Integer index) {
				place = place.child(index);
				value = value.path(index);
			}
			else {
				place = place.child(location.getName(i));
				value = value.path(location.getName(i));
			}
		}
		SchemaErrorText sentence = new SchemaErrorText(error, value);
		switch (error.getKeyword()) {
			case "required" ->
				this.violations.add(place.child(error.getProperty()), ViolationCode.REQUIRED, sentence.missing());
			case "type" -> this.violations.add(place, ViolationCode.TYPE, sentence.type());
			case "minLength", "maxLength" -> this.violations.add(place, ViolationCode.LENGTH, sentence.length());
			case "propertyNames" -> this.violations.add(place.child(error.getProperty()), ViolationCode.FORMAT,
					() -> sentence.name(error.getProperty()));
			case "minItems", "maxItems", "maxProperties" ->
				this.violations.add(place, ViolationCode.COUNT, sentence.count());
			case "uniqueItems" -> reportDuplicates(value, place);
			case "pattern", "enum", "const" -> takeForm(error, sentence, value, place);
			default -> throw new IllegalStateException("the schema's " + error.getKeyword() + " has no fault code");
		}
	}

	/**
	 * Strings only: any other item is of the wrong type, which is reported for itself.
	 */
	private void reportDuplicates(JsonNode list, Pointer place) {
		Map<String, Integer> first = new HashMap<>();
		int compared = Math.min(list.size(), TruncatedPacket.MAX_LIST);
		for (int i = 0; i < compared; i++) {
			JsonNode item = list.path(i);
			Integer before = item.isString() ? first.putIfAbsent(item.stringValue(), i) : null;
			if (before != null) {
				this.violations.add(place.child(i), ViolationCode.DUPLICATE, Excerpt.quoted(item.stringValue())
						+ " is already at " + place.child(before) + "; list it once");
			}
		}
	}

	private void takeForm(Error error, SchemaErrorText sentence, JsonNode value, Pointer place) {
		// Of the wrong type, too short, or with an unsafe character, which is reported
		// instead of this.
		if (!value.isString() || sentence.isTooShort()
				|| (this.intake && UnsafeCharacters.areIn(value.stringValue()))) {
			return;
		}
		boolean flag = error.getSchemaNode().isBoolean();
		boolean known = error.getKeyword().equals("enum") || error.getKeyword().equals("const");
		// UnknownMemberRules reports flags.
		if (!flag) {
			this.violations.add(place, known ? ViolationCode.UNKNOWN_VALUE : ViolationCode.FORMAT,
					known ? sentence.known() : sentence.form());
		}
	}

	private void requireMandatoryActions() {
		JsonNode actions = this.packet.path("blocked_actions");
		if (!actions.isArray()) {
			return;
		}
		Set<String> blocked = new HashSet<>();
		actions.forEach((action) -> blocked.add(action.isString() ? action.stringValue() : ""));
		for (String action : BlockedActions.MANDATORY) {
			if (!blocked.contains(action)) {
				this.violations.add(Pointer.ROOT.child("blocked_actions"), ViolationCode.BLOCKED_ACTION_MISSING,
						"'" + action + "' is missing; it must stay blocked");
			}
		}
	}

}
