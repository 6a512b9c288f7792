package cto.registry.record;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.ProofPointer;
import cto.registry.packet.TaskShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A record as it is shown. Its flags are the row's own, so that what is shown is what is
 * there.
 */
@JsonNaming(SnakeCaseStrategy.class)
record RecordView(UUID id, long logIndex, String packetId, String title, String requestedBy, List<String> workItems,
		TaskShape taskShape, @Nullable String backend, String targetRepository, @Nullable String targetRevision,
		List<String> allowedPaths, Command harnessCommand, List<Pointer> proofPointers, List<String> blockedActions,
		@Nullable UUID supersedes, @Nullable String notes, @Nullable Boolean approvalGranted,
		@Nullable Boolean executionAllowed, @Nullable Boolean runtimeDefaultActivation,
		@Nullable Boolean approvalRequired, String approvalRequiredFrom, Packet packet, String submittedBy,
		Instant submittedAt) {

	static RecordView of(ExecutionRequest record) {
		ApprovalPacket proposal = record.proposal();
		ApprovalFlags flags = record.flags();
		return new RecordView(record.id(), record.logIndex(), proposal.packetId(), proposal.title(),
				proposal.requestedBy(), proposal.workItems(), proposal.taskShape(), proposal.backend(),
				proposal.targetRepository(), proposal.targetRevision(), proposal.allowedPaths(), Command.of(proposal),
				proposal.proofPointers().stream().map(Pointer::of).toList(), proposal.blockedActions(),
				proposal.supersedes(), proposal.notes(), flags.approvalGranted(), flags.executionAllowed(),
				flags.runtimeDefaultActivation(), flags.approvalRequired(), proposal.approvalRequiredFrom(),
				Packet.of(record), record.submittedBy(), record.submittedAt());
	}

	@JsonNaming(SnakeCaseStrategy.class)
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Command(List<String> argv, @Nullable String workingDirectory, Map<String, String> environment) {

		static Command of(ApprovalPacket proposal) {
			// sorted: the database keeps another order than the packet has
			return new Command(proposal.harnessCommand().argv(), proposal.harnessCommand().workingDirectory(),
					new TreeMap<>(proposal.harnessCommand().environment()));
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Pointer(String kind, String ref, @Nullable String sha256) {

		static Pointer of(ProofPointer pointer) {
			return new Pointer(pointer.kind(), pointer.ref(), pointer.sha256());
		}

	}

	@JsonNaming(SnakeCaseStrategy.class)
	record Packet(String mediaType, int bytes, String sha256, String href) {

		static Packet of(ExecutionRequest record) {
			return new Packet(record.packetMediaType(), record.packetBytes(),
					HexFormat.of().formatHex(record.packetSha256()),
					"/api/v1/execution-requests/" + record.id() + "/packet");
		}

	}

}
