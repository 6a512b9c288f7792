package cto.registry.transfer;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

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
import cto.registry.record.SubmissionStamp;
import cto.registry.recording.NewRow;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes rows of the records to import, each checked from the packet's bytes up.
 */
final class ImportVerifier implements RegistryFacts {

	private final LogSource copy;

	private final Set<String> admitted;

	private final Set<String> approvers;

	private final JdbcClient jdbc;

	private final PacketValidator validator = PacketValidator.ofRecords(this);

	/** Those that are not in the database yet. */
	private final Set<UUID> pending = new HashSet<>();

	private Instant before = Instant.EPOCH;

	ImportVerifier(LogSource copy, JdbcClient jdbc) {
		this.copy = copy;
		this.admitted = copy.admittedRepositories();
		this.approvers = copy.approvers();
		this.jdbc = jdbc;
	}

	/** The record of an index, asked for in order. */
	NewRow row(long index) {
		byte[] bytes = this.copy.entry(index);
		LogEntry entry = entry(index, bytes);
		byte[] packet = this.copy.packet(index, entry);
		if (packet.length != entry.packetBytes() || !Arrays.equals(Sha256.of(packet), entry.packetSha256())) {
			throw InvalidLogSourceException.ofRecord(index,
					"the packet is not the one whose SHA-256 and size its entry has");
		}
		ApprovalPacket proposal = judged(index, packet, entry);
		if (!proposal.approvalRequiredFrom().equals(entry.approvalRequiredFrom())) {
			throw InvalidLogSourceException.ofRecord(index,
					"the entry says that somebody else has to approve than the packet does");
		}
		SubmissionStamp submitted = new SubmissionStamp(entry.submittedBy(), entry.submittedAt(),
				entry.packetMediaType(), packet.length, entry.packetSha256());
		this.pending.add(entry.id());
		return new NewRow(new ExecutionRequest(index, entry.id(), submitted, entry.leafHash(), proposal,
				ApprovalFlags.NOT_APPROVED), packet);
	}

	/** Says that all rows made so far are in the database. */
	void inserted() {
		this.pending.clear();
	}

	@Override
	public Set<String> admittedRepositories() {
		return this.admitted;
	}

	@Override
	public Set<String> approvers() {
		return this.approvers;
	}

	@Override
	public boolean recordExists(UUID id) {
		return this.pending.contains(id)
				|| this.jdbc.sql("SELECT EXISTS (SELECT FROM registry.execution_request WHERE id = ?)")
					.param(id)
					.query(Boolean.class)
					.single();
	}

	private LogEntry entry(long index, byte[] bytes) {
		LogEntry entry;
		try {
			entry = LogEntry.parse(bytes);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidLogSourceException.ofRecord(index, String.valueOf(ex.getMessage()));
		}
		if (entry.submittedAt().isBefore(this.before)) {
			throw InvalidLogSourceException.ofRecord(index, "it is earlier than the record before it");
		}
		this.before = entry.submittedAt();
		return entry;
	}

	private ApprovalPacket judged(long index, byte[] packet, LogEntry entry) {
		PacketMediaType type = PacketMediaType.of(entry.packetMediaType())
			.filter((known) -> known.value().equals(entry.packetMediaType()))
			.orElseThrow(() -> InvalidLogSourceException.ofRecord(index,
					"no packet is of the media type that its entry has; packets are application/json or application/yaml"));
		ValidationResult validation = this.validator.validate(packet, type);
		if (validation instanceof ValidationResult.Accepted accepted) {
			return accepted.packet();
		}
		if (validation instanceof ValidationResult.Invalid refused) {
			Violation first = refused.violations().get(0);
			throw InvalidLogSourceException.ofRecord(index, "the packet breaks " + refused.violationCount()
					+ " rules, first " + first.pointer() + ": " + first.detail());
		}
		throw InvalidLogSourceException.ofRecord(index,
				"the packet cannot be read: " + ((ValidationResult.Malformed) validation).detail());
	}

}
