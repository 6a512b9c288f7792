package cto.registry.packet;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for credentials in every string and name of a packet. A record cannot be taken
 * back, and every reader sees it. Nothing else is reported of a string with a credential,
 * so that no sentence quotes it.
 */
final class SecretScan {

	private static final String ADVICE = ". A record cannot be taken back: revoke the secret, and write the name of a"
			+ " variable in its place";

	private final Violations violations;

	private boolean found;

	private SecretScan(Violations violations) {
		this.violations = violations;
	}

	/**
	 * Reports each credential at its pointer; one in a name at the object around it, and
	 * one in a comment at the packet.
	 * @param text the packet as it was written
	 */
	static void scan(JsonNode packet, String text, Violations violations) {
		SecretScan scan = new SecretScan(violations);
		scan.through(packet, Pointer.ROOT);
		if (!scan.found) {
			scan.report(Pointer.ROOT, "a comment contains a secret", text);
		}
	}

	private void through(JsonNode value, Pointer place) {
		if (value.isString()) {
			if (report(place, "contains a secret", value.stringValue())) {
				this.violations.close(place);
			}
		}
		else if (value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				through(value.path(i), place.child(i));
			}
		}
		else {
			for (Map.Entry<String, JsonNode> member : value.properties()) {
				Pointer inside = place.child(member.getKey());
				if (report(place, "a name contains a secret", member.getKey())) {
					this.violations.close(inside);
				}
				else {
					through(member.getValue(), inside);
				}
			}
		}
	}

	private boolean report(Pointer place, String subject, String text) {
		@Nullable String form = SecretForms.nameIn(text);
		if (form == null) {
			return false;
		}
		this.found = true;
		this.violations.add(place, ViolationCode.SECRET, subject + " (" + form + ")" + ADVICE);
		return true;
	}

}
