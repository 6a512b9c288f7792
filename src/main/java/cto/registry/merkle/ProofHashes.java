package cto.registry.merkle;

import java.util.List;

/**
 * The first look at a proof: as many hashes as it must have, each of 32 bytes.
 */
final class ProofHashes {

	private ProofHashes() {
	}

	static void check(String proof, List<byte[]> hashes, int length, byte[]... ends) {
		if (hashes.size() != length) {
			throw new InvalidProofException(proof + " has " + hashes.size() + " hashes, but would have " + length);
		}
		for (int i = 0; i < length; i++) {
			if (hashes.get(i).length != Rfc6962.HASH_BYTES) {
				throw new InvalidProofException(proof + " has a hash of " + hashes.get(i).length + " bytes at position "
						+ i + ", but all have " + Rfc6962.HASH_BYTES);
			}
		}
		for (byte[] end : ends) {
			if (end.length != Rfc6962.HASH_BYTES) {
				throw new InvalidProofException(proof + " is checked against a hash of " + end.length
						+ " bytes, but all have " + Rfc6962.HASH_BYTES);
			}
		}
	}

}
