package cto.registry.workboard;

import java.util.HexFormat;
import java.util.List;

import cto.registry.audit.Check;
import cto.registry.audit.ValidationReport;
import cto.registry.packet.ApprovalPacket;
import cto.registry.record.ExecutionRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A record on the board, by what is the same wherever its packet was recorded: no id, no
 * place in a log, no time. The flags are constants of the board.
 *
 * @param packetId the sender's name for the packet
 * @param title what is proposed
 * @param state always {@code proposed, not approved}, so that no title is shown alone
 * @param packetSha256 the digest of the packet, 64 hexadecimal digits
 * @param status {@code validated} or {@code failed}
 * @param failedChecks the names of the checks that did not pass
 * @param approvalGranted always false
 * @param executionAllowed always false
 * @param runtimeDefaultActivation always false
 * @param approvalRequired always true
 * @param approvalRequiredFrom who still has to approve
 */
@JsonNaming(SnakeCaseStrategy.class)
public record BoardRecord(String packetId, String title, String state, String packetSha256, Status status,
		List<String> failedChecks, boolean approvalGranted, boolean executionAllowed, boolean runtimeDefaultActivation,
		boolean approvalRequired, String approvalRequiredFrom) {

	/** No valid field is longer; a row that somebody changed may have any. */
	private static final int MAX_LENGTH = 200;

	static final String STATE = "proposed, not approved";

	/**
	 * Refuses whatever would look like an approval.
	 */
	public BoardRecord {
		if (!state.equals(STATE) || approvalGranted || executionAllowed || runtimeDefaultActivation
				|| !approvalRequired) {
			throw new IllegalArgumentException("A board shows a record as approved, and no record is");
		}
		if (status != (failedChecks.isEmpty() ? Status.VALIDATED : Status.FAILED)) {
			throw new IllegalArgumentException("A record is " + status + " with the failed checks " + failedChecks);
		}
		failedChecks = List.copyOf(failedChecks);
	}

	static BoardRecord of(ExecutionRequest record, ValidationReport report) {
		ApprovalPacket proposal = record.proposal();
		List<String> failed = report.checks().stream().filter((check) -> !check.passed()).map(Check::name).toList();
		return new BoardRecord(shown(proposal.packetId()), shown(proposal.title()), STATE,
				HexFormat.of().formatHex(record.packetSha256()), failed.isEmpty() ? Status.VALIDATED : Status.FAILED,
				failed, false, false, false, true, shown(proposal.approvalRequiredFrom()));
	}

	/** More bytes than it takes, as JSON and as YAML. */
	int weight() {
		return 700 + 10 * (this.packetId.length() + this.title.length() + this.approvalRequiredFrom.length());
	}

	static String shown(@Nullable String text) {
		if (text == null) {
			return "";
		}
		return (text.codePointCount(0, text.length()) <= MAX_LENGTH) ? text
				: text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…";
	}

}
