package cto.registry.packet;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;

/**
 * Readers of packets that are not the registry's, as whoever acts on a packet may use:
 * Jackson's, with its defaults, and SnakeYAML, which reads YAML 1.1.
 */
final class OtherReaders {

	private OtherReaders() {
	}

	/**
	 * Compares what SnakeYAML reads.
	 * @param packet the bytes
	 * @param tree what the registry reads in them
	 * @return false where SnakeYAML refuses the bytes
	 * @throws AssertionError where it reads something else
	 */
	static boolean readAsYaml11(byte[] packet, JsonNode tree) {
		Node node = yaml11(packet);
		if (node == null) {
			return false;
		}
		requireSame(node, tree, Pointer.ROOT);
		return true;
	}

	private static void requireSame(Node node, JsonNode tree, Pointer place) {
		boolean same = (node instanceof ScalarNode scalar) ? same(scalar.getValue(), tree)
				: (node instanceof SequenceNode sequence) ? tree.isArray() && tree.size() == sequence.getValue().size()
						: tree.isObject() && tree.size() == ((MappingNode) node).getValue().size();
		if (!same) {
			throw new AssertionError("at '" + place + "' YAML 1.1 reads " + node + ", the registry " + tree);
		}
		if (node instanceof SequenceNode sequence) {
			for (int i = 0; i < tree.size(); i++) {
				requireSame(sequence.getValue().get(i), tree.path(i), place.child(i));
			}
		}
		else if (node instanceof MappingNode mapping) {
			for (NodeTuple member : mapping.getValue()) {
				String name = ((ScalarNode) member.getKeyNode()).getValue();
				requireSame(member.getValueNode(), tree.path(name), place.child(name));
			}
		}
	}

	private static boolean same(String text, JsonNode tree) {
		if (tree.isString()) {
			return text.equals(tree.stringValue());
		}
		return tree.isBoolean() ? text.toLowerCase(Locale.ROOT).equals(tree.toString())
				: tree.isNull() || tree.isNumber();
	}

	private static @Nullable Node yaml11(byte[] packet) {
		LoaderOptions options = new LoaderOptions();
		options.setNestingDepthLimit(2 * PacketTreeBuilder.MAX_DEPTH);
		try {
			return new Yaml(options).compose(new StringReader(new String(packet, StandardCharsets.UTF_8)));
		}
		catch (RuntimeException ex) {
			// SnakeYAML refuses more, and its scanner fails in more than one way
			return null;
		}
	}

}
