package cto.registry.packet;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

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

	/** Looks for approvals by another way than the scan's own. */
	static void requireNoApproval(byte[] packet, PacketMediaType type) {
		if (type == PacketMediaType.JSON) {
			requireNoApproval(Packets.MAPPER.readTree(packet));
			return;
		}
		Node node = yaml11(packet);
		if (node != null) {
			requireNoApproval(node);
		}
	}

	private static void requireNoApproval(JsonNode value) {
		for (Map.Entry<String, JsonNode> member : value.properties()) {
			requireLiteral(member.getKey(), member.getValue().isBoolean() ? member.getValue().toString() : "other");
		}
		value.forEach(OtherReaders::requireNoApproval);
	}

	private static void requireNoApproval(Node node) {
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach(OtherReaders::requireNoApproval);
		}
		else if (node instanceof MappingNode mapping) {
			for (NodeTuple member : mapping.getValue()) {
				String value = (member.getValueNode() instanceof ScalarNode scalar
						&& scalar.getTag().getValue().endsWith(":bool")) ? scalar.getValue().toLowerCase(Locale.ROOT)
								: "other";
				requireLiteral(((ScalarNode) member.getKeyNode()).getValue(), value);
				requireNoApproval(member.getValueNode());
			}
		}
	}

	private static void requireLiteral(String name, String value) {
		String bare = Normalizer.normalize(name, Normalizer.Form.NFKC)
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{Nd}]", "");
		String needed = switch (bare) {
			case "approvalgranted", "approved", "executionallowed", "executionapproved", "runtimedefaultactivation",
					"autoapprove", "autoexecute" ->
				"false";
			case "approvalrequired", "jpapprovalrequired" -> "true";
			default -> value;
		};
		if (!value.equals(needed)) {
			throw new AssertionError("'" + name + "' is " + value + " to another reader of what is accepted");
		}
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
		options.setNestingDepthLimit(2 * TreeUnderConstruction.MAX_DEPTH);
		try {
			return new Yaml(options).compose(new StringReader(new String(packet, StandardCharsets.UTF_8)));
		}
		catch (RuntimeException ex) {
			// SnakeYAML refuses more, and its scanner fails in more than one way
			return null;
		}
	}

}
