package cto.registry.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import cto.registry.merkle.Rfc6962;
import cto.registry.text.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an entry that somebody else kept. Only what {@link LogEntry#canonicalJson()}
 * would write is one: the three flags are then false, because it writes nothing else.
 */
final class EntryReader {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Set<String> MEMBERS = new TreeSet<>(Set.of("approval_granted", "approval_required_from",
			"execution_allowed", "id", "packet_bytes", "packet_media_type", "packet_sha256",
			"runtime_default_activation", "submitted_at", "submitted_by", "v"));

	private EntryReader() {
	}

	static LogEntry read(byte[] bytes) {
		JsonNode json = json(bytes);
		Set<String> names = new TreeSet<>(json.propertyNames());
		if (!names.equals(MEMBERS)) {
			throw new IllegalArgumentException("An entry has the members " + MEMBERS + ", and this one has others");
		}
		for (String flag : Set.of("approval_granted", "execution_allowed", "runtime_default_activation")) {
			if (!json.get(flag).isBoolean() || json.get(flag).booleanValue()) {
				throw new IllegalArgumentException("The entry says " + flag + ": " + shown(json.get(flag))
						+ "; in an entry of this log it is false");
			}
		}
		LogEntry entry = entry(json);
		if (entry.packetSha256().length != Rfc6962.HASH_BYTES) {
			throw new IllegalArgumentException("The entry's packet_sha256 has " + entry.packetSha256().length
					+ " bytes; a SHA-256 has " + Rfc6962.HASH_BYTES);
		}
		if (!Arrays.equals(entry.canonicalJson(), bytes)) {
			throw new IllegalArgumentException("The entry is not the canonical JSON (RFC 8785) of version 1");
		}
		return entry;
	}

	private static JsonNode json(byte[] bytes) {
		try {
			JsonNode json = JSON.readTree(bytes);
			if (json != null && json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			// Said below.
		}
		throw new IllegalArgumentException("The entry is no JSON object");
	}

	private static LogEntry entry(JsonNode json) {
		JsonNode bytes = json.get("packet_bytes");
		if (!bytes.isInt() || bytes.intValue() < 1) {
			throw new IllegalArgumentException(
					"The entry says packet_bytes: " + shown(bytes) + "; it is a number of at least 1");
		}
		try {
			return new LogEntry(UUID.fromString(text(json, "id")), HexFormat.of().parseHex(text(json, "packet_sha256")),
					bytes.intValue(), text(json, "packet_media_type"), Instant.parse(text(json, "submitted_at")),
					text(json, "submitted_by"), text(json, "approval_required_from"));
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException(
					"The entry's submitted_at is no time: " + shown(json.get("submitted_at")), ex);
		}
	}

	private static String text(JsonNode json, String member) {
		if (!json.get(member).isString()) {
			throw new IllegalArgumentException(
					"The entry says " + member + ": " + shown(json.get(member)) + "; it is a string");
		}
		return json.get(member).stringValue();
	}

	private static String shown(JsonNode value) {
		return Excerpt.shown(value.toString());
	}

}
