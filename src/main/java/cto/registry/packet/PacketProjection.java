package cto.registry.packet;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a packet that keeps the rules.
 */
final class PacketProjection {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	private PacketProjection() {
	}

	static ApprovalPacket of(JsonNode packet) {
		return new ApprovalPacket(text(packet, "packet_version"), text(packet, "packet_id"), text(packet, "title"),
				text(packet, "requested_by"), texts(packet, "work_items"), task(packet.path("task_shape")),
				optional(packet, "backend"), text(packet, "target_repository"), optional(packet, "target_revision"),
				texts(packet, "allowed_paths"), command(packet.path("harness_command")),
				proofs(packet.path("proof_pointers")), texts(packet, "blocked_actions"),
				text(packet, "approval_required_from"), supersedes(packet), optional(packet, "notes"));
	}

	/** How long the fields are, written as JSON. */
	static long jsonBytes(ApprovalPacket packet) {
		CountingStream counted = new CountingStream();
		MAPPER.writeValue(counted, packet);
		return counted.bytes;
	}

	private static TaskShape task(JsonNode task) {
		return new TaskShape(text(task, "name"), text(task, "summary"));
	}

	private static HarnessCommand command(JsonNode command) {
		Map<String, String> environment = new LinkedHashMap<>();
		command.path("environment")
			.properties()
			.forEach((variable) -> environment.put(variable.getKey(), variable.getValue().stringValue()));
		return new HarnessCommand(texts(command, "argv"), optional(command, "working_directory"), environment);
	}

	private static List<ProofPointer> proofs(JsonNode proofs) {
		List<ProofPointer> pointers = new ArrayList<>();
		for (JsonNode proof : proofs) {
			pointers.add(new ProofPointer(text(proof, "kind"), text(proof, "ref"), optional(proof, "sha256")));
		}
		return pointers;
	}

	private static @Nullable UUID supersedes(JsonNode packet) {
		String id = optional(packet, "supersedes");
		return (id != null) ? UUID.fromString(id) : null;
	}

	private static String text(JsonNode object, String name) {
		return object.path(name).stringValue();
	}

	private static @Nullable String optional(JsonNode object, String name) {
		return object.path(name).stringValue(null);
	}

	private static List<String> texts(JsonNode object, String name) {
		List<String> texts = new ArrayList<>();
		for (JsonNode item : object.path(name)) {
			texts.add(item.stringValue());
		}
		return texts;
	}

	private static final class CountingStream extends OutputStream {

		private long bytes;

		@Override
		public void write(int b) {
			this.bytes++;
		}

		@Override
		public void write(byte[] buffer, int offset, int length) {
			this.bytes += length;
		}

	}

}
