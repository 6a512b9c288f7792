package cto.registry.packet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Valid packets at random, written as JSON by the test's own hand.
 */
final class RandomPackets {

	private static final String LETTERS = "abcXYZ 019-_.,:;'\"\\#&*!|>%@`{}[]äß检𝒜🚀?=+";

	private final Random random;

	RandomPackets(Random random) {
		this.random = random;
	}

	ApprovalPacket next() {
		List<String> actions = new ArrayList<>(BlockedActions.MANDATORY);
		actions.addAll(list(0, 4, () -> "x_" + this.random.nextInt(100)));
		return new ApprovalPacket("1", "p." + this.random.nextLong(Long.MAX_VALUE), text(200), identity(),
				distinct(50, () -> "CTO-W" + this.random.nextInt(9) + "-" + this.random.nextInt(1000)),
				new TaskShape(identity(), text(300) + "\n\t" + text(20)), maybe(this::identity),
				this.random.nextBoolean() ? "cto" : "core-docs",
				maybe(() -> "0123abcd".repeat(this.random.nextBoolean() ? 5 : 8)), distinct(20, this::path),
				new HarnessCommand(argv(), maybe(() -> "dir" + this.random.nextInt() + "/x"), environment()),
				list(1, 5, this::proof), actions, this.random.nextBoolean() ? "JP" : "ops@example.org",
				maybe(() -> Validated.RECORD), maybe(() -> "\n" + text(500)));
	}

	private String identity() {
		return "a" + this.random.nextInt(1000) + "@b.c/d+e#~-:_";
	}

	private List<String> argv() {
		List<String> argv = list(0, 9, () -> this.random.nextInt(4) == 0 ? "" : text(40) + "\n\t" + text(20));
		argv.add(0, text(60));
		return argv;
	}

	private String path() {
		return "d" + this.random.nextInt(50) + "/" + this.random.nextInt(50)
				+ (this.random.nextBoolean() ? "/" : "/**/*.é");
	}

	private ProofPointer proof() {
		String kind = List.of("file", "url", "commit", "record").get(this.random.nextInt(4));
		return new ProofPointer(kind, text(80), maybe(() -> "0123abcd".repeat(8)));
	}

	private Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			environment.put("V" + this.random.nextInt(100), this.random.nextBoolean() ? "" : text(30));
		}
		return environment;
	}

	private String text(int most) {
		int[] letters = LETTERS.codePoints().toArray();
		int[] text = this.random.ints(this.random.nextInt(most), 0, letters.length).map((i) -> letters[i]).toArray();
		return new String(text, 0, text.length) + "x";
	}

	private <T> @Nullable T maybe(Supplier<T> value) {
		return this.random.nextBoolean() ? value.get() : null;
	}

	private <T> List<T> list(int least, int most, Supplier<T> item) {
		List<T> items = new ArrayList<>();
		for (int count = least + this.random.nextInt(most - least + 1); count > 0; count--) {
			items.add(item.get());
		}
		return items;
	}

	private <T> List<T> distinct(int most, Supplier<T> item) {
		Set<T> items = new LinkedHashSet<>(list(1, most, item));
		return List.copyOf(items);
	}

	static ObjectNode json(ApprovalPacket packet) {
		ObjectNode json = Packets.valid();
		json.put("packet_version", packet.packetVersion())
			.put("packet_id", packet.packetId())
			.put("title", packet.title());
		json.put("requested_by", packet.requestedBy()).put("target_repository", packet.targetRepository());
		json.put("approval_required_from", packet.approvalRequiredFrom());
		json.set("work_items", Packets.array(packet.workItems().toArray(new String[0])));
		json.set("allowed_paths", Packets.array(packet.allowedPaths().toArray(new String[0])));
		json.set("blocked_actions", Packets.array(packet.blockedActions().toArray(new String[0])));
		json.putObject("task_shape")
			.put("name", packet.taskShape().name())
			.put("summary", packet.taskShape().summary());
		ObjectNode command = json.putObject("harness_command");
		command.set("argv", Packets.array(packet.harnessCommand().argv().toArray(new String[0])));
		ObjectNode environment = command.putObject("environment");
		packet.harnessCommand().environment().forEach(environment::put);
		put(command, "working_directory", packet.harnessCommand().workingDirectory());
		ArrayNode proofs = json.putArray("proof_pointers");
		for (ProofPointer proof : packet.proofPointers()) {
			ObjectNode pointer = proofs.addObject().put("kind", proof.kind()).put("ref", proof.ref());
			put(pointer, "sha256", proof.sha256());
		}
		put(json, "backend", packet.backend());
		put(json, "target_revision", packet.targetRevision());
		put(json, "supersedes", (packet.supersedes() != null) ? packet.supersedes().toString() : null);
		put(json, "notes", packet.notes());
		return json;
	}

	private static void put(ObjectNode object, String name, @Nullable String value) {
		if (value != null) {
			object.put(name, value);
		}
	}

}
