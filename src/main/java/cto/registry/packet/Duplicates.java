package cto.registry.packet;

import java.util.HashMap;
import java.util.Map;

import cto.registry.text.Excerpt;
import tools.jackson.databind.JsonNode;

/**
 * Names each item of a list that is in it before.
 */
final class Duplicates {

	private final Violations faults;

	Duplicates(Violations faults) {
		this.faults = faults;
	}

	/**
	 * Strings only: any other item is of the wrong type, which is reported for itself.
	 */
	void in(JsonNode list, Pointer place) {
		Map<String, Integer> first = new HashMap<>();
		int judged = Math.min(list.size(), TruncatedPacket.MAX_LIST);
		for (int i = 0; i < judged; i++) {
			JsonNode item = list.path(i);
			if (!item.isString()) {
				continue;
			}
			Integer before = first.putIfAbsent(item.stringValue(), i);
			if (before != null) {
				this.faults.add(place.child(i), ViolationCode.DUPLICATE, Excerpt.quoted(item.stringValue())
						+ " is already at " + place.child(before) + "; each may stand there once");
			}
		}
	}

}
