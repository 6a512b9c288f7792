package cto.registry.packet;

import cto.registry.text.Excerpt;
import tools.jackson.databind.JsonNode;

/**
 * The JSON type of a value, in words.
 */
final class JsonType {

	private JsonType() {
	}

	static String of(JsonNode value) {
		return switch (value.getNodeType()) {
			case OBJECT -> "an object";
			case ARRAY -> "an array";
			case STRING -> "a string";
			case NUMBER -> "a number";
			case BOOLEAN -> "a boolean";
			default -> "null";
		};
	}

	static String withValue(JsonNode value) {
		return switch (value.getNodeType()) {
			case STRING -> "the string " + Excerpt.quoted(value.stringValue());
			case BOOLEAN -> String.valueOf(value.booleanValue());
			default -> of(value);
		};
	}

	/** A type name of JSON Schema, in words. */
	static String named(String schemaType) {
		return ("aeio".indexOf(schemaType.charAt(0)) >= 0) ? "an " + schemaType : "a " + schemaType;
	}

}
