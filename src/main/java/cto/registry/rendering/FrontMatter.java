package cto.registry.rendering;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import cto.registry.packet.ApprovalPacket;
import cto.registry.record.ExecutionRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front matter of a planning document. Its flags are constants: no document of a
 * record is an approval, whatever somebody did to the row.
 */
final class FrontMatter {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String LINE = "---\n";

	private FrontMatter() {
	}

	/** YAML between two lines of three hyphens; none of its own lines is one. */
	static String of(ExecutionRequest record) {
		ApprovalPacket proposal = record.proposal();
		ObjectNode facts = JSON.createObjectNode();
		facts.put("name", VisibleText.of(proposal.title()));
		facts.put("status", "recorded, not approved");
		facts.put("approval_granted", false);
		facts.put("execution_allowed", false);
		facts.put("runtime_default_activation", false);
		facts.put("approval_required", true);
		facts.put("approval_required_from", VisibleText.of(proposal.approvalRequiredFrom()));
		facts.put("core_promotion_status", "not-promoted");
		facts.put("id", record.id().toString());
		facts.put("log_index", record.logIndex());
		facts.put("packet_id", VisibleText.of(proposal.packetId()));
		facts.put("packet_sha256", HexFormat.of().formatHex(record.packetSha256()));
		facts.put("submitted_by", VisibleText.of(record.submittedBy()));
		facts.put("submitted_at", record.submittedAt().toString());
		return LINE + new String(YamlDocument.of(facts), StandardCharsets.UTF_8) + LINE;
	}

}
