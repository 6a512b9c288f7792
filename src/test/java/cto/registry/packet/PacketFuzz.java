package cto.registry.packet;

import java.time.Instant;

import cto.registry.fuzz.Tally;
import cto.registry.log.LogEntry;
import cto.registry.merkle.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fuzz target: any bytes, judged as JSON and as YAML. Every input gets a judgement; what
 * is accepted is valid by the whole schema, so it has no member but the packet's; and if
 * the bytes can be read as both, both read the same.
 */
public final class PacketFuzz {

	private static final Tally TALLY = new Tally();

	private static final int MAX_ANSWER = 480 * 1024;

	/** What a tile of entries can hold of one (tlog-tiles, "Log Entries"). */
	private static final int MAX_ENTRY = 65_535;

	private PacketFuzz() {
	}

	/**
	 * Tries one input.
	 * @param packet any bytes
	 */
	public static void fuzzerTestOneInput(byte[] packet) {
		TALLY.time(packet, () -> tryOne(packet, TALLY));
	}

	/** Jazzer calls it at the end. */
	public static void fuzzerTearDown() {
		TALLY.write("packet");
	}

	static void tryOne(byte[] packet, Tally tally) {
		JsonNode json = judged(packet, PacketMediaType.JSON, tally);
		JsonNode yaml = judged(packet, PacketMediaType.YAML, tally);
		if (yaml != null && json != null) {
			tally.count("read as both");
			// JSON is YAML: two readers of the same bytes must not see two packets
			require(json.equals(yaml), "JSON reads " + json + ", YAML " + yaml);
		}
		else if (yaml != null && OtherReaders.readAsYaml11(packet, yaml)) {
			tally.count("read as YAML 1.1 too");
		}
	}

	/** Returns what is read in the bytes, or null where they are malformed. */
	private static @Nullable JsonNode judged(byte[] packet, PacketMediaType type, Tally tally) {
		ValidationResult validation = Validated.VALIDATOR.validate(packet, type);
		tally.count(type + " " + validation.getClass().getSimpleName());
		if (validation instanceof ValidationResult.Malformed malformed) {
			require(!malformed.detail().isBlank() && malformed.detail().length() < MAX_ANSWER, "no detail");
			return null;
		}
		JsonNode tree = tree(packet, type);
		if (validation instanceof ValidationResult.Invalid refused) {
			require(Packets.MAPPER.writeValueAsBytes(refused).length < MAX_ANSWER, "the answer is too long");
		}
		if (validation instanceof ValidationResult.Accepted accepted) {
			accepted(packet, type, tree, accepted.packet());
		}
		return tree;
	}

	private static void accepted(byte[] packet, PacketMediaType type, JsonNode tree, ApprovalPacket proposal) {
		require(PacketSchema.errorsIn(tree).isEmpty(), "the schema refuses what is accepted");
		for (String flag : new String[] { "approval_granted", "execution_allowed", "runtime_default_activation" }) {
			require(tree.path(flag).isBoolean() && !tree.path(flag).booleanValue(), flag + " is not false");
		}
		require(proposal.blockedActions().containsAll(BlockedActions.MANDATORY), "a blocked action is missing");
		LogEntry entry = new LogEntry(Validated.RECORD, Sha256.of(packet), packet.length, type.value(), Instant.EPOCH,
				"x".repeat(255), proposal.approvalRequiredFrom());
		byte[] json = entry.canonicalJson();
		require(json.length <= MAX_ENTRY, "the entry has " + json.length + " bytes");
		require(LogEntry.parse(json).packetBytes() == packet.length, "the entry is read as another");
	}

	private static JsonNode tree(byte[] packet, PacketMediaType type) {
		try {
			return PacketText.read(PacketText.decode(packet), type).root();
		}
		catch (PacketSyntaxException malformed) {
			throw new AssertionError("read when it was judged, and now malformed", malformed);
		}
	}

	private static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new AssertionError(otherwise);
		}
	}

}
