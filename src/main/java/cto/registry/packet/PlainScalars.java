package cto.registry.packet;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import cto.registry.text.Excerpt;
import tools.jackson.databind.JsonNode;

/**
 * The plain scalars of a YAML document that are text here, and something else to another
 * reader.
 *
 * @param values the strings, by identity
 * @param names the members' names, each with its violation
 */
record PlainScalars(Set<JsonNode> values, Map<Pointer, ViolationCode> names) {

	private static final Pointer ENVIRONMENT = Pointer.ROOT.child("harness_command").child("environment");

	PlainScalars() {
		this(Collections.newSetFromMap(new IdentityHashMap<>()), new LinkedHashMap<>());
	}

	/**
	 * Reports the names of variables. Another name is no member of its object, which
	 * {@link UnknownMemberRules} reports.
	 */
	void reportNames(Violations violations) {
		this.names.forEach((place, code) -> {
			if (place.isWithin(Set.of(ENVIRONMENT))) {
				violations.add(place, code,
						() -> "the name " + ((code == ViolationCode.TYPE)
								? Excerpt.quoted(place.name()) + " is not text in YAML 1.2; put it in quotes"
								: sentence(place.name())));
				violations.close(place);
			}
		});
	}

	static String sentence(String text) {
		return Excerpt.quoted(text)
				+ " is text in YAML 1.2 and something else to other readers of YAML; put it in quotes";
	}

}
