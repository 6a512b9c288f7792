package cto.registry.packet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges packets: bytes in, a {@link Judgement} out. Reading comes first and is strict;
 * then all rules that the packet breaks are found at once. Stores nothing and runs
 * nothing. Safe for use by many threads.
 */
public final class PacketJudge {

	/** So that a record, with what the registry adds, stays under 512 KiB. */
	static final int MOST_PROJECTED_BYTES = 480 * 1024;

	/**
	 * A packet this short cannot be projected to more: the worst byte is one of a YAML
	 * {@code {a,b}} in a proof pointer, and makes under 16 of
	 * {@code "proof_pointers[255].a",}.
	 */
	private static final int SURELY_SHORT_BYTES = MOST_PROJECTED_BYTES / 16;

	private final RegistryFacts facts;

	/**
	 * Makes a judge.
	 * @param facts what the registry knows, asked anew for each packet
	 */
	public PacketJudge(RegistryFacts facts) {
		this.facts = facts;
	}

	/**
	 * Judges a packet. Every input gets a judgement; nothing is thrown for bad bytes.
	 * Time and memory grow with the length of the packet, which the caller bounds.
	 * @param packet the exact bytes
	 * @param type the format that they are said to be in
	 * @return accepted with its fields, malformed, or refused with every fault
	 */
	public Judgement judge(byte[] packet, PacketMediaType type) {
		JsonNode root;
		try {
			root = PacketText.read(packet, type);
		}
		catch (MalformedPacket malformed) {
			return new Judgement.Malformed(malformed.reason());
		}
		Faults faults = new Faults();
		new GuardrailScan(faults).through(root, Pointer.ROOT);
		if (!(root instanceof ObjectNode object)) {
			faults.add(Pointer.ROOT, FaultCode.TYPE, "is " + JsonType.of(root) + "; needed is an object");
			return faults.refusal();
		}
		new SchemaRules(object, faults).apply();
		new ShownText(faults).judge(object);
		new RegistryRules(this.facts, faults).judge(object);
		if (!faults.isEmpty()) {
			return faults.refusal();
		}
		return accept(Projection.of(object), packet.length);
	}

	private static Judgement accept(ApprovalPacket packet, int packetBytes) {
		if (packetBytes > SURELY_SHORT_BYTES) {
			long projected = Projection.jsonBytes(packet);
			if (projected > MOST_PROJECTED_BYTES) {
				Faults faults = new Faults();
				faults.add(Pointer.ROOT, FaultCode.LENGTH, "the fields that are shown take " + projected
						+ " bytes as JSON; " + MOST_PROJECTED_BYTES + " are allowed");
				return faults.refusal();
			}
		}
		return new Judgement.Accepted(packet);
	}

}
