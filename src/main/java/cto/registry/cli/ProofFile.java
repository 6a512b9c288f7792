package cto.registry.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import cto.registry.merkle.Rfc6962;
import cto.registry.note.TlogProof;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A proof in one of the two forms that the service gives it: C2SP tlog-proof, or JSON.
 */
final class ProofFile {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final Set<String> MEMBERS = new TreeSet<>(
			Set.of("log_index", "tree_size", "leaf_hash", "hashes", "entry", "checkpoint"));

	private ProofFile() {
	}

	/**
	 * Reads a proof, of which nothing has been checked but that it does not contradict
	 * itself.
	 * @throws IllegalArgumentException where it is in neither form
	 */
	static TlogProof read(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		return text.stripLeading().startsWith("{") ? ofJson(bytes) : TlogProof.parse(text);
	}

	private static TlogProof ofJson(byte[] bytes) {
		JsonNode json;
		try {
			json = JSON.readTree(bytes);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("The proof is no JSON: " + ex.getOriginalMessage(), ex);
		}
		Set<String> names = new TreeSet<>(json.propertyNames());
		if (!names.equals(MEMBERS)) {
			throw new IllegalArgumentException("The proof has the members " + names + ", not " + MEMBERS);
		}
		byte[] entry = text(json.get("entry"), "entry").getBytes(StandardCharsets.UTF_8);
		if (!HexFormat.of().formatHex(Rfc6962.leafHash(entry)).equals(text(json.get("leaf_hash"), "leaf_hash"))) {
			throw new IllegalArgumentException("The leaf_hash of the proof is not that of its entry");
		}
		String checkpoint = text(json.get("checkpoint"), "checkpoint");
		if (!checkpoint.contains("\n" + number(json.get("tree_size"), "tree_size") + "\n")) {
			throw new IllegalArgumentException("The tree_size of the proof is not that of its checkpoint");
		}
		List<byte[]> hashes = new ArrayList<>();
		if (!json.get("hashes").isArray()) {
			throw new IllegalArgumentException("The member hashes of the proof is no array");
		}
		json.get("hashes").forEach((hash) -> hashes.add(HexFormat.of().parseHex(text(hash, "hashes"))));
		return new TlogProof(entry, number(json.get("log_index"), "log_index"), hashes, checkpoint);
	}

	private static String text(JsonNode value, String member) {
		if (!value.isString()) {
			throw new IllegalArgumentException("The member " + member + " of the proof is no string");
		}
		return value.stringValue();
	}

	private static long number(JsonNode value, String member) {
		if (!value.isIntegralNumber() || !value.canConvertToLong()) {
			throw new IllegalArgumentException("The member " + member + " of the proof is no whole number");
		}
		return value.longValue();
	}

}
