package bench.peer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;

/**
 * A row of {@code same_columns}. Every field is posted by the client, but for the id,
 * which Hibernate makes, and the log index, which a sequence gives.
 */
@Entity
@Table(name = "same_columns")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class StoredRecord {

	@Id
	@UuidGenerator(style = UuidGenerator.Style.VERSION_7)
	private UUID id;

	@Generated
	@Column(insertable = false, updatable = false)
	private Long logIndex;

	private String submittedBy;

	private Instant submittedAt;

	private byte[] packet;

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

	private String backend;

	private String targetRepository;

	private String targetRevision;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> allowedPaths;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> argv;

	private String workingDirectory;

	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, String> environment;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<Map<String, String>> proofPointers;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> blockedActions;

	private String approvalRequiredFrom;

	private UUID supersedes;

	private String notes;

	private boolean approvalGranted;

	private boolean executionAllowed;

	private boolean runtimeDefaultActivation;

	private boolean approvalRequired;

}
