package cto.registry.testing;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import cto.registry.packet.ApprovalPacket;
import cto.registry.packet.PacketMediaType;
import cto.registry.packet.PacketValidator;
import cto.registry.packet.RegistryFacts;
import cto.registry.packet.ValidationResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A packet that keeps every rule, to be changed one field at a time.
 */
public final class TestPacket {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final ObjectNode fields;

	private TestPacket(ObjectNode fields) {
		this.fields = fields;
	}

	/**
	 * A packet that was not sent before.
	 * @return the packet, with a {@code packet_id} of its own
	 */
	public static TestPacket fresh() {
		return new TestPacket((ObjectNode) JSON.readTree("""
				{"packet_version": "1", "packet_id": "x", "title": "Validate the planning record",
				 "requested_by": "cto-planner", "work_items": ["CTO-WORK-067"],
				 "task_shape": {"name": "validate", "summary": "Checks the record and its guardrails."},
				 "target_repository": "cto", "allowed_paths": ["tools/", "WORKBOARD.yaml"],
				 "harness_command": {"argv": ["python3", "tools/validate_cto_child.py"]},
				 "proof_pointers": [{"kind": "file", "ref": "WORKBOARD.yaml"}],
				 "blocked_actions": ["execute_case", "activate_case_as_default_backend", "mutate_target_repository",
				   "edit_upstream_hermes_agent", "edit_upstream_hermes_webui", "change_core_authority"],
				 "approval_granted": false, "execution_allowed": false, "runtime_default_activation": false,
				 "approval_required_from": "JP"}""")).with("packet_id", "\"test-" + COUNT.incrementAndGet() + "\"");
	}

	/**
	 * Sets a field.
	 * @param name the field
	 * @param json its value, as JSON
	 * @return this
	 */
	public TestPacket with(String name, String json) {
		this.fields.set(name, JSON.readTree(json));
		return this;
	}

	/**
	 * Removes a field.
	 * @param name the field
	 * @return this
	 */
	public TestPacket without(String name) {
		this.fields.remove(name);
		return this;
	}

	public String id() {
		return this.fields.get("packet_id").asString();
	}

	public JsonNode tree() {
		return this.fields;
	}

	/** What it proposes, judged as a record. */
	public ApprovalPacket proposal() {
		ValidationResult validation = PacketValidator.ofRecords(new RegistryFacts() {

			@Override
			public Set<String> admittedRepositories() {
				return Set.of("cto", "case-lab");
			}

			@Override
			public Set<String> approvers() {
				return Set.of("JP");
			}

			@Override
			public boolean recordExists(UUID id) {
				return true;
			}

		}).validate(bytes(), PacketMediaType.JSON);
		return ((ValidationResult.Accepted) validation).packet();
	}

	public byte[] bytes() {
		return this.fields.toString().getBytes(StandardCharsets.UTF_8);
	}

}
