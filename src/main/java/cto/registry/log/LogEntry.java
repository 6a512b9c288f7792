package cto.registry.log;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import cto.registry.merkle.Rfc6962;
import cto.registry.record.ExecutionRequest;
import cto.registry.record.SubmissionStamp;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the log commits to for one record. Everything else of the record follows from the
 * packet, which the digest binds.
 *
 * @param id the record's id
 * @param packetSha256 the packet's SHA-256, 32 bytes
 * @param packetBytes the packet's size in bytes
 * @param packetMediaType what it was posted as
 * @param submittedAt when it was sequenced
 * @param submittedBy who posted it
 * @param approvalRequiredFrom who still has to approve
 */
public record LogEntry(UUID id, byte[] packetSha256, int packetBytes, String packetMediaType, Instant submittedAt,
		String submittedBy, String approvalRequiredFrom) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Reads the entry off a stored record.
	 * @param record the record
	 * @return its entry, with the constants where the row has its flags
	 */
	public static LogEntry of(ExecutionRequest record) {
		return new LogEntry(record.id(), record.packetSha256(), record.packetBytes(), record.packetMediaType(),
				record.submittedAt(), record.submittedBy(), record.proposal().approvalRequiredFrom());
	}

	/**
	 * Reads an entry that came from elsewhere.
	 * @param canonicalJson its bytes
	 * @return the entry that has exactly these bytes
	 * @throws IllegalArgumentException where the bytes are not what
	 * {@link #canonicalJson()} of an entry writes, such as one that claims an approval
	 */
	public static LogEntry parse(byte[] canonicalJson) {
		return EntryReader.read(canonicalJson);
	}

	/**
	 * Makes the entry of a record that is about to be written.
	 * @param id its id
	 * @param submitted who posted what, and when
	 * @param approvalRequiredFrom who has to approve
	 * @return its entry
	 */
	public static LogEntry of(UUID id, SubmissionStamp submitted, String approvalRequiredFrom) {
		return new LogEntry(id, submitted.sha256(), submitted.bytes(), submitted.mediaType(), submitted.at(),
				submitted.by(), approvalRequiredFrom);
	}

	/**
	 * Returns the entry's bytes.
	 * @return canonical JSON (RFC 8785), well under 65,535 bytes
	 */
	public byte[] canonicalJson() {
		// Members in the order of RFC 8785 section 3.2.3. No string here can hold a
		// control character or a lone
		// surrogate, so Jackson's escapes are those of section 3.2.2.2.
		ObjectNode entry = JSON.createObjectNode();
		entry.put("approval_granted", false);
		entry.put("approval_required_from", this.approvalRequiredFrom);
		entry.put("execution_allowed", false);
		entry.put("id", this.id.toString());
		entry.put("packet_bytes", this.packetBytes);
		entry.put("packet_media_type", this.packetMediaType);
		entry.put("packet_sha256", HexFormat.of().formatHex(this.packetSha256));
		entry.put("runtime_default_activation", false);
		entry.put("submitted_at", this.submittedAt.toString());
		entry.put("submitted_by", this.submittedBy);
		entry.put("v", 1);
		return JSON.writeValueAsBytes(entry);
	}

	/**
	 * Returns the record's leaf in the Merkle tree.
	 * @return the RFC 6962 leaf hash, 32 bytes
	 */
	public byte[] leafHash() {
		return Rfc6962.leafHash(canonicalJson());
	}

}
