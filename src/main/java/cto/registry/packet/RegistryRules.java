package cto.registry.packet;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import cto.registry.text.Excerpt;
import cto.registry.text.UnsafeCharacters;
import tools.jackson.databind.JsonNode;

/**
 * The rules beyond the schema: paths, and what the registry knows.
 */
final class RegistryRules {

	private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private final RegistryFacts facts;

	private final Violations violations;

	RegistryRules(RegistryFacts facts, Violations violations) {
		this.facts = facts;
		this.violations = violations;
	}

	void validate(JsonNode packet) {
		JsonNode paths = packet.path("allowed_paths");
		if (paths.isArray()) {
			for (int i = 0; i < paths.size(); i++) {
				if (paths.path(i).isString()) {
					add(Pointer.ROOT.child("allowed_paths").child(i), PathRules.brokenBy(paths.path(i).stringValue()));
				}
			}
		}
		JsonNode directory = packet.path("harness_command").path("working_directory");
		if (directory.isString()) {
			add(Pointer.ROOT.child("harness_command").child("working_directory"),
					PathRules.brokenByDirectory(directory.stringValue()));
		}
		targetRepository(packet.path("target_repository"));
		approver(packet.path("approval_required_from"));
		supersedes(packet.path("supersedes"));
	}

	private void add(Pointer place, Map<ViolationCode, String> broken) {
		broken.forEach((code, detail) -> this.violations.add(place, code, detail));
	}

	private void targetRepository(JsonNode value) {
		// An empty name violates its length, an unsafe one its characters.
		if (!value.isString() || value.stringValue().isEmpty() || UnsafeCharacters.areIn(value.stringValue())) {
			return;
		}
		Set<String> admitted = this.facts.admittedRepositories();
		if (!admitted.contains(value.stringValue())) {
			this.violations.add(Pointer.ROOT.child("target_repository"), ViolationCode.REPOSITORY_NOT_ADMITTED,
					Excerpt.quoted(value.stringValue()) + " is not admitted; admitted: " + Excerpt.list(admitted));
		}
	}

	private void approver(JsonNode value) {
		if (value.isString() && PacketSchema.isIdentity(value.stringValue())
				&& !this.facts.approvers().contains(value.stringValue())) {
			this.violations.add(Pointer.ROOT.child("approval_required_from"), ViolationCode.APPROVER_UNKNOWN,
					() -> Excerpt.quoted(value.stringValue()) + " is no configured approver; configured: "
							+ Excerpt.list(this.facts.approvers()));
		}
	}

	private void supersedes(JsonNode value) {
		if (value.isString() && isUuid(value.stringValue())
				&& !this.facts.recordExists(UUID.fromString(value.stringValue()))) {
			this.violations.add(Pointer.ROOT.child("supersedes"), ViolationCode.SUPERSEDED_RECORD_UNKNOWN,
					"there is no record " + Excerpt.quoted(value.stringValue()) + "; supersedes is the id of one");
		}
	}

	/** Of full length: {@link UUID#fromString} takes shortened groups too. */
	private static boolean isUuid(String text) {
		return UUID_FORM.matcher(text).matches();
	}

}
