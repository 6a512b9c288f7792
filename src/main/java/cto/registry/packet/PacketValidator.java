package cto.registry.packet;

import tools.jackson.databind.node.ObjectNode;

/**
 * Validates packets: bytes in, a {@link ValidationResult} out. Reading comes first and is
 * strict; then all rules that the packet breaks are found at once. Stores nothing and
 * runs nothing. Safe for use by many threads.
 *
 * <p>
 * A record is validated by the rules of its own version: schema, flags, paths and blocked
 * actions. Rules that may change from release to release, such as the forms of secrets or
 * the version of Unicode, apply at intake only, so that no later release reports a
 * violation in an earlier record.
 */
public final class PacketValidator {

	/** So that a record, with what the registry adds, stays under 512 KiB. */
	static final int MAX_PROJECTED_BYTES = 480 * 1024;

	/**
	 * A packet this short cannot be projected to more: no UTF-16 unit makes over 6 bytes
	 * of JSON, and what is added to the members is short.
	 */
	private static final int SURELY_SHORT_BYTES = MAX_PROJECTED_BYTES / 16;

	private final RegistryFacts facts;

	private final boolean intake;

	private PacketValidator(RegistryFacts facts, boolean intake) {
		this.facts = facts;
		this.intake = intake;
	}

	/**
	 * Makes a validator of packets that are to be recorded.
	 * @param facts what is configured, and which records exist; asked anew for each
	 * packet
	 * @return the validator
	 */
	public static PacketValidator ofPackets(RegistryFacts facts) {
		return new PacketValidator(facts, true);
	}

	/**
	 * Makes a validator of packets that were recorded.
	 * @param facts every name that was ever configured, and which records exist
	 * @return the validator
	 */
	public static PacketValidator ofRecords(RegistryFacts facts) {
		return new PacketValidator(facts, false);
	}

	/**
	 * Validates a packet. Every input gets a result; nothing is thrown for bad bytes.
	 * Time and memory grow with the length of the packet, which the caller bounds.
	 * @param packet the exact bytes
	 * @param type the format that they are said to be in
	 * @return accepted with its fields, malformed, or refused with every violation
	 */
	public ValidationResult validate(byte[] packet, PacketMediaType type) {
		try {
			String text = PacketText.decode(packet);
			return validate(PacketText.read(text, type), text);
		}
		catch (PacketSyntaxException malformed) {
			return new ValidationResult.Malformed(malformed.reason());
		}
	}

	private ValidationResult validate(ParsedPacket parsed, String text) {
		Violations violations = new Violations();
		if (this.intake) {
			SecretScan.scan(parsed.root(), text, violations);
			parsed.plain().reportNames(violations);
		}
		if (!(parsed.root() instanceof ObjectNode packet)) {
			if (ApprovalClaims.areMadeIn(parsed.root())) {
				violations.attempt();
			}
			violations.add(Pointer.ROOT, ViolationCode.TYPE,
					"is " + JsonType.of(parsed.root()) + "; needed is an object");
			return violations.refusal();
		}
		boolean closed = new UnknownMemberRules(violations).validate(packet);
		new SchemaRules(packet, this.intake, violations).apply(closed);
		if (this.intake) {
			new DisplayTextRules(parsed.plain(), violations).validate(packet);
		}
		new RegistryRules(this.facts, violations).validate(packet);
		return violations.isEmpty() ? accept(PacketProjection.of(packet), text.length()) : violations.refusal();
	}

	private ValidationResult accept(ApprovalPacket packet, int length) {
		if (this.intake && length > SURELY_SHORT_BYTES) {
			long projected = PacketProjection.jsonBytes(packet);
			if (projected > MAX_PROJECTED_BYTES) {
				Violations violations = new Violations();
				violations.add(Pointer.ROOT, ViolationCode.LENGTH, "the fields that are shown take " + projected
						+ " bytes as JSON; " + MAX_PROJECTED_BYTES + " are allowed");
				return violations.refusal();
			}
		}
		return new ValidationResult.Accepted(packet);
	}

}
