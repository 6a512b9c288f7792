package cto.registry.packet;

import java.util.stream.Collectors;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import cto.registry.text.Excerpt;
import tools.jackson.databind.JsonNode;

/**
 * What to say of one error that the schema found: the actual value, and what the schema
 * itself allows in its place.
 */
final class SchemaErrorText {

	private final Error error;

	private final JsonNode value;

	SchemaErrorText(Error error, JsonNode value) {
		this.error = error;
		this.value = value;
	}

	/** The schema object that the keyword of the error stands in. */
	private JsonNode rule() {
		NodePath keyword = this.error.getSchemaLocation().getFragment();
		JsonNode rule = PacketSchema.at("");
		for (int i = 0; i < keyword.getNameCount() - 1; i++) {
			rule = (keyword.getElement(i) instanceof Integer index && rule.isArray()) ? rule.path(index)
					: rule.path(keyword.getName(i));
		}
		return rule;
	}

	/** Whether a text is empty and must not be. */
	boolean isTooShort() {
		return this.value.stringValue("").isEmpty() && rule().has("minLength");
	}

	String missing() {
		JsonNode member = rule().path("properties").path(this.error.getProperty());
		JsonNode named = member.has("$ref") ? PacketSchema.at(member.path("$ref").stringValue().substring(1)) : member;
		String needed = named.path("const").isBoolean() ? "the literal " + named.path("const").booleanValue()
				: JsonType.named(named.path("type").stringValue("value"));
		return "is missing; " + needed + " is required";
	}

	String type() {
		String needed = this.error.getSchemaNode().stringValue("value");
		String advice = !needed.equals("string") || this.value.isContainer() ? ""
				: this.value.isNull() ? ": put it in quotes, or leave the member out" : ": put it in quotes";
		return "is " + JsonType.of(this.value) + "; needed is " + JsonType.named(needed) + advice;
	}

	String length() {
		String text = this.value.stringValue();
		return "has " + text.codePointCount(0, text.length()) + " characters; " + range("minLength", "maxLength");
	}

	String count() {
		return this.value.isArray() ? "has " + this.value.size() + " items; " + range("minItems", "maxItems")
				: "has " + this.value.size() + " members; " + range("minProperties", "maxProperties");
	}

	private String range(String least, String most) {
		JsonNode rule = rule();
		String upper = rule.path(most).asString();
		return rule.has(least) ? rule.path(least).asString() + " to " + upper + " are allowed"
				: "at most " + upper + " are allowed";
	}

	String form() {
		return Excerpt.quoted(this.value.stringValue()) + " is not of the form that is needed: "
				+ rule().path("description").asString();
	}

	String name(String name) {
		return "the name " + Excerpt.quoted(name) + " is not of the form that is needed: "
				+ this.error.getSchemaNode().path("description").asString();
	}

	String known() {
		JsonNode allowed = this.error.getSchemaNode();
		String names = allowed.isArray()
				? allowed.values().stream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: "'" + allowed.asString() + "'";
		return Excerpt.quoted(this.value.stringValue()) + " is not known; allowed: " + names;
	}

}
