package cto.registry.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.HarnessCommand;
import cto.registry.packet.ProofPointer;
import cto.registry.packet.TaskShape;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A governed execution request: a proposal that was recorded, and that nothing here can
 * approve. Read-only; the log writes the rows, and the packet's bytes are a
 * {@link StoredPacket}.
 */
@Entity
@Immutable
@Table(name = "execution_request")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ExecutionRequest {

	@Id
	private long logIndex;

	@Column(name = "id")
	private UUID recordId;

	private String submittedBy;

	private Instant submittedAt;

	private String packetMediaType;

	private byte[] packetSha256;

	private byte[] leafHash;

	private String packetVersion;

	private String packetId;

	private String title;

	private String requestedBy;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> workItems;

	private String taskName;

	private String taskSummary;

	private @Nullable String backend;

	private String targetRepository;

	private @Nullable String targetRevision;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> allowedPaths;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> argv;

	private @Nullable String workingDirectory;

	@JdbcTypeCode(SqlTypes.JSON)
	private @Nullable Map<String, String> environment;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<ProofPointer> proofPointers;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> blockedActions;

	private String approvalRequiredFrom;

	private @Nullable UUID supersedes;

	private @Nullable String notes;

	private @Nullable Boolean approvalGranted;

	private @Nullable Boolean executionAllowed;

	private @Nullable Boolean runtimeDefaultActivation;

	private @Nullable Boolean approvalRequired;

	@Formula("octet_length(packet)")
	private int packetBytes;

	/**
	 * For Hibernate.
	 */
	protected ExecutionRequest() {
	}

	/**
	 * A record as it is written, or as a row has it.
	 * @param logIndex its place in the log
	 * @param id its id, a UUIDv7
	 * @param submission who posted what, and when
	 * @param leafHash its Merkle leaf, 32 bytes
	 * @param proposal what the packet proposes
	 * @param flags its guardrail columns
	 */
	public ExecutionRequest(long logIndex, UUID id, SubmissionStamp submission, byte[] leafHash,
			ApprovalPacket proposal, ApprovalFlags flags) {
		this.logIndex = logIndex;
		this.recordId = id;
		this.submittedBy = submission.by();
		this.submittedAt = submission.at();
		this.packetMediaType = submission.mediaType();
		this.packetSha256 = submission.sha256();
		this.packetBytes = submission.bytes();
		this.leafHash = leafHash;
		this.packetVersion = proposal.packetVersion();
		this.packetId = proposal.packetId();
		this.title = proposal.title();
		this.requestedBy = proposal.requestedBy();
		this.workItems = proposal.workItems();
		this.taskName = proposal.taskShape().name();
		this.taskSummary = proposal.taskShape().summary();
		this.backend = proposal.backend();
		this.targetRepository = proposal.targetRepository();
		this.targetRevision = proposal.targetRevision();
		this.allowedPaths = proposal.allowedPaths();
		this.argv = proposal.harnessCommand().argv();
		this.workingDirectory = proposal.harnessCommand().workingDirectory();
		this.environment = proposal.harnessCommand().environment();
		this.proofPointers = proposal.proofPointers();
		this.blockedActions = proposal.blockedActions();
		this.approvalRequiredFrom = proposal.approvalRequiredFrom();
		this.supersedes = proposal.supersedes();
		this.notes = proposal.notes();
		this.approvalGranted = flags.approvalGranted();
		this.executionAllowed = flags.executionAllowed();
		this.runtimeDefaultActivation = flags.runtimeDefaultActivation();
		this.approvalRequired = flags.approvalRequired();
	}

	/**
	 * Returns the position in the log.
	 * @return the index, from 0, without gaps
	 */
	public long logIndex() {
		return this.logIndex;
	}

	/**
	 * Returns the record's id.
	 * @return a UUIDv7
	 */
	public UUID id() {
		return this.recordId;
	}

	/**
	 * Returns who posted the packet.
	 * @return the name of the access token
	 */
	public String submittedBy() {
		return this.submittedBy;
	}

	/**
	 * Returns when the record was sequenced.
	 * @return an instant of microseconds, never earlier than that of the record before
	 */
	public Instant submittedAt() {
		return this.submittedAt;
	}

	/**
	 * Returns what the packet was posted as.
	 * @return {@code application/json} or {@code application/yaml}
	 */
	public String packetMediaType() {
		return this.packetMediaType;
	}

	/**
	 * Returns the size of the packet.
	 * @return bytes
	 */
	public int packetBytes() {
		return this.packetBytes;
	}

	/**
	 * Returns the digest of the packet.
	 * @return SHA-256, 32 bytes
	 */
	public byte[] packetSha256() {
		return this.packetSha256.clone();
	}

	/**
	 * Returns the Merkle leaf.
	 * @return the RFC 6962 leaf hash, 32 bytes
	 */
	public byte[] leafHash() {
		return this.leafHash.clone();
	}

	/**
	 * Returns what the row says the packet proposes.
	 * @return the projected fields
	 */
	public ApprovalPacket proposal() {
		return new ApprovalPacket(this.packetVersion, this.packetId, this.title, this.requestedBy, this.workItems,
				new TaskShape(this.taskName, this.taskSummary), this.backend, this.targetRepository,
				this.targetRevision, this.allowedPaths,
				new HarnessCommand(this.argv, this.workingDirectory,
						(this.environment != null) ? this.environment : Map.of()),
				this.proofPointers, this.blockedActions, this.approvalRequiredFrom, this.supersedes, this.notes);
	}

	/**
	 * Returns the row's guardrail columns.
	 * @return the flags as the database holds them, not as they should be
	 */
	public ApprovalFlags flags() {
		return new ApprovalFlags(this.approvalGranted, this.executionAllowed, this.runtimeDefaultActivation,
				this.approvalRequired);
	}

}
