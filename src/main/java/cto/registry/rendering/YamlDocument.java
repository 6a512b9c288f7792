package cto.registry.rendering;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value as YAML: block style, members in their order, no line folded, no anchor
 * and no tag. Readers of YAML 1.1 and of 1.2 read the same value.
 */
public final class YamlDocument {

	private static final DumpSettings SETTINGS = DumpSettings.builder()
		.setDefaultFlowStyle(FlowStyle.BLOCK)
		.setIndent(2)
		.setIndicatorIndent(2)
		.setIndentWithIndicator(true)
		.setWidth(Integer.MAX_VALUE)
		.setSplitLines(false)
		.build();

	private YamlDocument() {
	}

	/**
	 * Writes a value.
	 * @param value objects, arrays, strings, booleans, whole numbers and nulls
	 * @return one YAML document in UTF-8, ending with a line feed; always the same for
	 * the same value
	 * @throws IllegalArgumentException where a number is not a whole one
	 */
	public static byte[] of(JsonNode value) {
		return escaped(
				new Present(SETTINGS).emitToString(new Serialize(SETTINGS).serializeOne(node(value, true)).iterator()))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Escapes what cannot be seen, and would turn the text beside it around or, to YAML
	 * 1.1, end a line. It stands in double quotes only, which {@link YamlString} sees to.
	 */
	private static String escaped(String yaml) {
		StringBuilder escaped = new StringBuilder(yaml.length());
		yaml.codePoints().forEach((c) -> {
			if (c == '\n' || VisibleText.isVisible(c)) {
				escaped.appendCodePoint(c);
			}
			else {
				escaped.append(String.format(Locale.ROOT, c <= Character.MAX_VALUE ? "\\u%04x" : "\\U%08x", c));
			}
		});
		return escaped.toString();
	}

	/**
	 * Makes a node.
	 * @param blocks whether a text of several lines keeps them; an argument or variable
	 * is on one line, so that one never looks like two
	 */
	private static Node node(JsonNode value, boolean blocks) {
		if (value.isObject()) {
			List<NodeTuple> members = value.properties()
				.stream()
				.map((member) -> new NodeTuple(YamlString.name(member.getKey()),
						node(member.getValue(), blocks && !member.getKey().equals("environment"))))
				.toList();
			return new MappingNode(Tag.MAP, members, FlowStyle.BLOCK);
		}
		if (value.isArray()) {
			List<Node> items = value.valueStream().map((item) -> node(item, item.isObject() && blocks)).toList();
			return new SequenceNode(Tag.SEQ, items, FlowStyle.BLOCK);
		}
		return value.isString() ? YamlString.value(value.stringValue(), blocks)
				: new ScalarNode(tag(value), value.toString(), ScalarStyle.PLAIN);
	}

	private static Tag tag(JsonNode value) {
		if (value.isNull()) {
			return Tag.NULL;
		}
		if (value.isBoolean()) {
			return Tag.BOOL;
		}
		if (value.isIntegralNumber()) {
			return Tag.INT;
		}
		throw new IllegalArgumentException("The value is " + value + "; only whole numbers can be written");
	}

}
