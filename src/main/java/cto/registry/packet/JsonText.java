package cto.registry.packet;

import cto.registry.text.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON by RFC 8259 and nothing beyond it.
 */
final class JsonText {

	private static final int EXCERPT = 24;

	/**
	 * Names are not put in a table: an attacker could make theirs collide there. Lengths
	 * are bounded by the packet, depth by the tree.
	 */
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(PacketTreeBuilder.MAX_DEPTH + 1)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.build();

	private JsonText() {
	}

	static ParsedPacket read(String text) throws PacketSyntaxException {
		PacketTreeBuilder tree = new PacketTreeBuilder();
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			try {
				readOne(parser, tree);
			}
			catch (PacketSyntaxException malformed) {
				TokenStreamLocation place = parser.currentTokenLocation();
				throw malformed.at(place.getLineNr(), place.getColumnNr());
			}
			return tree.packet();
		}
		catch (UnexpectedEndOfInputException ex) {
			throw at(ex.getLocation(), "the JSON ends before it is complete");
		}
		catch (JacksonException ex) {
			throw at(ex.getLocation(), whyNotJson(text, ex.getLocation()));
		}
	}

	private static void readOne(JsonParser parser, PacketTreeBuilder tree) throws PacketSyntaxException {
		int depth = 0;
		do {
			JsonToken token = parser.nextToken();
			if (token == null) {
				return;
			}
			take(parser, token, tree);
			depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
		}
		while (depth > 0);
		if (parser.nextToken() != null) {
			throw new PacketSyntaxException("there is more after the end of the JSON value");
		}
	}

	private static void take(JsonParser parser, JsonToken token, PacketTreeBuilder tree) throws PacketSyntaxException {
		switch (token) {
			case START_OBJECT -> tree.startObject();
			case START_ARRAY -> tree.startArray();
			case END_OBJECT, END_ARRAY -> tree.end();
			case PROPERTY_NAME -> tree.name(parser.currentName());
			case VALUE_STRING -> tree.string(parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tree.number(parser.getString());
			case VALUE_TRUE -> tree.bool(true);
			case VALUE_FALSE -> tree.bool(false);
			case VALUE_NULL -> tree.nothing();
			default -> throw new PacketSyntaxException("is not JSON");
		}
	}

	private static PacketSyntaxException at(TokenStreamLocation place, String reason) {
		return new PacketSyntaxException(reason).at(place.getLineNr(), place.getColumnNr());
	}

	private static String whyNotJson(String text, TokenStreamLocation place) {
		int offset = (int) Math.max(0, Math.min(text.length(), place.getCharOffset()));
		int start = Math.max(0, offset - EXCERPT / 2);
		String near = text.substring(start, Math.min(text.length(), start + EXCERPT));
		String hint = (near.contains("NaN") || near.contains("Infinity")) ? "; NaN and Infinity are not JSON" : "";
		return "is not JSON (RFC 8259) near " + Excerpt.quoted(near) + hint;
	}

}
