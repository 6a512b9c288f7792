package cto.registry.log;

import java.util.List;

import cto.registry.note.SignedCheckpoint;
import cto.registry.note.TlogProof;

/**
 * A proof that a record is in the log.
 *
 * @param logIndex the record's index
 * @param leafHash the hash of its entry, 32 bytes
 * @param hashes the inclusion proof (RFC 9162 section 2.1.3), 32 bytes each, from the
 * leaf's sibling up
 * @param entry the entry, canonical JSON
 * @param checkpoint the signed tree
 */
public record Inclusion(long logIndex, byte[] leafHash, List<byte[]> hashes, byte[] entry,
		SignedCheckpoint checkpoint) {

	/**
	 * Returns it for tools of others.
	 * @return a C2SP tlog-proof, with the entry as its extra data
	 */
	public TlogProof tlogProof() {
		return new TlogProof(this.entry, this.logIndex, this.hashes, this.checkpoint.note());
	}

}
