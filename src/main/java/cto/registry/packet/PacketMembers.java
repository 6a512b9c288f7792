package cto.registry.packet;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * The members that the schema names in one object of a packet, and the one that a sender
 * meant by another name.
 *
 * @param title what the object is called in a sentence
 * @param names its members
 * @param inner those of them that are closed objects, or lists of such
 */
record PacketMembers(String title, Set<String> names, Map<String, PacketMembers> inner) {

	static final PacketMembers PACKET = new PacketMembers("a packet", PacketSchema.membersAt("/properties"),
			Map.of("task_shape", inner("task_shape", "/properties"), "harness_command",
					inner("harness_command", "/properties"), "proof_pointers",
					inner("proof_pointers", "/items/properties")));

	private static final Map<String, Set<String>> SYNONYMS = Map.ofEntries(
			Map.entry("harness_command", Set.of("command", "cmd", "run", "exec")),
			Map.entry("allowed_paths", Set.of("paths", "path", "files", "scope")),
			Map.entry("target_repository", Set.of("repository", "repo", "project")),
			Map.entry("target_revision", Set.of("revision", "commit", "sha", "ref", "head")),
			Map.entry("approval_required_from", Set.of("approver", "approvers", "approval")),
			Map.entry("proof_pointers", Set.of("proofs", "proof", "evidence", "pointers")),
			Map.entry("blocked_actions", Set.of("blocked", "forbidden")),
			Map.entry("requested_by", Set.of("requester", "author", "proposer", "agent")),
			Map.entry("packet_id", Set.of("id")), Map.entry("packet_version", Set.of("version")),
			Map.entry("work_items", Set.of("items", "tickets", "issues")), Map.entry("task_shape", Set.of("task")),
			Map.entry("supersedes", Set.of("replaces")), Map.entry("notes", Set.of("comment", "remarks")),
			Map.entry("summary", Set.of("description")), Map.entry("argv", Set.of("args", "arguments")),
			Map.entry("environment", Set.of("env", "variables")),
			Map.entry("working_directory", Set.of("cwd", "workdir", "dir")), Map.entry("kind", Set.of("type")),
			Map.entry("ref", Set.of("url", "uri", "path", "commit")), Map.entry("sha256", Set.of("digest", "hash")));

	private static final int MAX_TYPO = 40;

	private static final int MAX_DISTANCE = 2;

	private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(MAX_DISTANCE);

	private static PacketMembers inner(String name, String members) {
		return new PacketMembers(name, PacketSchema.membersAt("/properties/" + name + members), Map.of());
	}

	/** The members of the object, or of each object in the list, that a member is. */
	@Nullable PacketMembers of(String name) {
		return this.inner.get(name);
	}

	/**
	 * The member that is meant by another name, if one is near: by case and separators,
	 * by a synonym, or by two letters.
	 */
	@Nullable String nearest(String name) {
		if (name.length() > MAX_TYPO) {
			return null;
		}
		String folded = fold(name);
		for (String member : this.names) {
			if (fold(member).equals(folded) || SYNONYMS.getOrDefault(member, Set.of()).contains(folded)) {
				return member;
			}
		}
		for (Map.Entry<String, PacketMembers> object : this.inner.entrySet()) {
			for (String member : object.getValue().names()) {
				if (fold(member).equals(folded)) {
					return object.getKey() + "." + member;
				}
			}
		}
		return closest(folded);
	}

	private @Nullable String closest(String folded) {
		String closest = null;
		int least = Math.min(MAX_DISTANCE, folded.length() / 2) + 1;
		for (String member : this.names) {
			int distance = DISTANCE.apply(fold(member), folded);
			if (distance >= 0 && distance < least) {
				least = distance;
				closest = member;
			}
		}
		return closest;
	}

	private static String fold(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
	}

}
