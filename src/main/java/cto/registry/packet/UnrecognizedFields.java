package cto.registry.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import tools.jackson.databind.JsonNode;

/**
 * The members of a packet that nobody interprets. They stay in its bytes, so a reader is
 * told of them, in the order of the packet.
 */
final class UnrecognizedFields {

	private static final Set<String> PACKET = PacketSchema.membersAt("/properties");

	private static final Set<String> TASK = PacketSchema.membersAt("/properties/task_shape/properties");

	private static final Set<String> COMMAND = PacketSchema.membersAt("/properties/harness_command/properties");

	private static final Set<String> PROOF = PacketSchema.membersAt("/properties/proof_pointers/items/properties");

	private final List<Field> fields = new ArrayList<>();

	UnrecognizedFields(JsonNode packet) {
		for (Map.Entry<String, JsonNode> member : packet.properties()) {
			String name = member.getKey();
			Pointer place = Pointer.ROOT.child(name);
			switch (name) {
				case "task_shape" -> in(member.getValue(), TASK, "task_shape.", place);
				case "harness_command" -> in(member.getValue(), COMMAND, "harness_command.", place);
				case "proof_pointers" -> inEach(member.getValue(), place);
				default -> {
					if (!PACKET.contains(name)) {
						this.fields.add(new Field(name, place));
					}
				}
			}
		}
	}

	private void inEach(JsonNode proofs, Pointer place) {
		if (proofs.isArray()) {
			for (int i = 0; i < proofs.size(); i++) {
				in(proofs.path(i), PROOF, "proof_pointers[" + i + "].", place.child(i));
			}
		}
	}

	private void in(JsonNode object, Set<String> known, String prefix, Pointer place) {
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			if (!known.contains(member.getKey())) {
				this.fields.add(new Field(prefix + member.getKey(), place.child(member.getKey())));
			}
		}
	}

	List<String> names() {
		return this.fields.stream().map(Field::name).toList();
	}

	void forEach(BiConsumer<String, Pointer> action) {
		this.fields.forEach((field) -> action.accept(field.name(), field.place()));
	}

	private record Field(String name, Pointer place) {
	}

}
