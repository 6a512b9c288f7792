package cto.registry.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import cto.registry.log.LogEntry;
import cto.registry.merkle.Sha256;
import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.PacketMediaType;
import cto.registry.packet.PacketValidator;
import cto.registry.packet.RegistryFacts;
import cto.registry.packet.ValidationResult;
import cto.registry.packet.Violation;
import cto.registry.record.ApprovalFlags;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.StoredPacket;
import cto.registry.text.Excerpt;

/**
 * Checks a record afresh, from the packet's bytes up. Trusts no column that the bytes can
 * tell.
 */
public final class RecordAudit {

	private final PacketValidator validator;

	/**
	 * Makes the check list.
	 * @param facts every name that was ever configured, and which records exist: what was
	 * admissible once stays recorded
	 */
	public RecordAudit(RegistryFacts facts) {
		this.validator = PacketValidator.ofRecords(facts);
	}

	/**
	 * Checks one record.
	 * @param record the row
	 * @param packet the bytes it was recorded with
	 * @return every check, in a fixed order
	 */
	public List<Check> check(ExecutionRequest record, StoredPacket packet) {
		List<Check> checks = new ArrayList<>();
		checks.add(digest(packet));
		ValidationResult validation = PacketMediaType.of(packet.mediaType())
			.map((type) -> this.validator.validate(packet.bytes(), type))
			.orElseGet(() -> new ValidationResult.Malformed(
					"the media type " + Excerpt.quoted(packet.mediaType()) + " is unknown"));
		checks.add(rules(validation));
		checks.add(projection(record, validation));
		checks.add(flags(record.flags()));
		checks.add(leaf(record));
		return List.copyOf(checks);
	}

	private static Check digest(StoredPacket packet) {
		byte[] actual = Sha256.of(packet.bytes());
		boolean same = MessageDigest.isEqual(actual, packet.sha256());
		return new Check("packet_digest", same,
				same ? "The SHA-256 of the stored bytes is " + packet.sha256Hex() : "The stored bytes have SHA-256 "
						+ HexFormat.of().formatHex(actual) + ", the record says " + packet.sha256Hex());
	}

	private static Check rules(ValidationResult validation) {
		if (validation instanceof ValidationResult.Invalid refused) {
			Violation first = refused.violations().get(0);
			return new Check("packet_rules", false, "The packet breaks " + refused.violationCount() + " rules, first "
					+ first.pointer() + ": " + first.detail());
		}
		if (validation instanceof ValidationResult.Malformed malformed) {
			return new Check("packet_rules", false, "The packet cannot be read: " + malformed.detail());
		}
		return new Check("packet_rules", true, "The packet keeps every rule and claims no approval");
	}

	private static Check projection(ExecutionRequest record, ValidationResult validation) {
		ApprovalPacket proposal = (validation instanceof ValidationResult.Accepted accepted) ? accepted.packet() : null;
		boolean same = record.proposal().equals(proposal);
		return new Check("projection", same, same ? "Every field shown is the packet's own"
				: "The fields shown are not those of the packet's bytes");
	}

	private static Check flags(ApprovalFlags flags) {
		boolean hold = flags.equals(ApprovalFlags.NOT_APPROVED);
		return new Check("guardrails", hold, hold ? "Not approved, not allowed to run, approval is still required"
				: "The record's flags are " + flags);
	}

	private static Check leaf(ExecutionRequest record) {
		boolean same = Arrays.equals(record.leafHash(), LogEntry.of(record).leafHash());
		return new Check("leaf_hash", same,
				same ? "The leaf is the hash of the record's log entry" : "The leaf is not that of this record");
	}

}
