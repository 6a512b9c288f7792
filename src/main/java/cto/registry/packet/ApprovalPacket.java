package cto.registry.packet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a packet proposes, projected from its bytes. It has no component for
 * {@code approval_granted}, {@code execution_allowed} and
 * {@code runtime_default_activation}: all three are false in every packet there is.
 *
 * @param packetVersion always {@code 1}
 * @param packetId the sender's own name for the packet
 * @param title what is proposed, in one line
 * @param requestedBy the agent or person proposing
 * @param workItems 1 to 50 work items, such as {@code CTO-WORK-067}
 * @param taskShape the candidate task
 * @param backend the backend proposed; naming it activates nothing
 * @param targetRepository the name of an admitted repository
 * @param targetRevision the commit that the proposal was made for, 40 or 64 lower-case
 * hexadecimal digits
 * @param allowedPaths 1 to 256 relative POSIX paths and patterns
 * @param harnessCommand the command that is recorded and never run
 * @param proofPointers 1 to 256 pointers to evidence
 * @param blockedActions what stays forbidden, {@link BlockedActions#MANDATORY} included
 * @param approvalRequiredFrom who has to approve before anything may run
 * @param supersedes the record that this proposal replaces
 * @param notes anything else a reader should know
 */
public record ApprovalPacket(String packetVersion, String packetId, String title, String requestedBy,
		List<String> workItems, TaskShape taskShape, @Nullable String backend, String targetRepository,
		@Nullable String targetRevision, List<String> allowedPaths, HarnessCommand harnessCommand,
		List<ProofPointer> proofPointers, List<String> blockedActions, String approvalRequiredFrom,
		@Nullable UUID supersedes, @Nullable String notes) {

	/**
	 * Copies the lists. Refuses nothing: a row that somebody tampered with has to be
	 * read, too, so that it can be named. Only {@link PacketValidator} vouches for a
	 * packet.
	 */
	public ApprovalPacket {
		workItems = copy(workItems);
		allowedPaths = copy(allowedPaths);
		proofPointers = copy(proofPointers);
		blockedActions = copy(blockedActions);
	}

	/** Copies a list that may hold null, as that of a row that was tampered with does. */
	static <T> List<T> copy(@Nullable List<T> items) {
		return (items != null) ? Collections.unmodifiableList(new ArrayList<>(items)) : List.of();
	}

}
