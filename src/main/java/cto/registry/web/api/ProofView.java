package cto.registry.web.api;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import cto.registry.log.Proofs;

/**
 * An inclusion proof in JSON: hashes are hexadecimal, the entry is the text whose bytes
 * are hashed.
 */
record ProofView(long logIndex, long treeSize, String leafHash, List<String> hashes, String entry, String checkpoint) {

	static ProofView of(Proofs.Inclusion inclusion) {
		HexFormat hex = HexFormat.of();
		return new ProofView(inclusion.logIndex(), inclusion.checkpoint().checkpoint().size(),
				hex.formatHex(inclusion.leafHash()), inclusion.hashes().stream().map(hex::formatHex).toList(),
				new String(inclusion.entry(), StandardCharsets.UTF_8), inclusion.checkpoint().note());
	}

}
