package cto.registry.log;

import java.util.List;
import java.util.Optional;

import cto.registry.merkle.CompactRange;
import cto.registry.merkle.ConsistencyProof;
import cto.registry.merkle.InclusionProof;
import cto.registry.merkle.InvalidProofException;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Subtrees;
import cto.registry.merkle.TiledSubtrees;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.TlogProof;
import cto.registry.record.ExecutionRequest;

import org.springframework.stereotype.Component;

/**
 * Proofs out of the stored tiles. Each is checked against the signed root before anybody
 * gets it.
 */
@Component
public class Proofs {

	private final Checkpoints checkpoints;

	private final StoredTiles tiles;

	/**
	 * Makes proofs from a database.
	 * @param checkpoints the signed trees
	 * @param tiles the tiles of the tree
	 */
	public Proofs(Checkpoints checkpoints, StoredTiles tiles) {
		this.checkpoints = checkpoints;
		this.tiles = tiles;
	}

	/**
	 * Proves that a record is in the log.
	 * @param record the record
	 * @return the proof, or empty when no checkpoint covers the record
	 * @throws LogInconsistentException when the record, as it is, is not in the tree
	 */
	public Optional<Inclusion> inclusion(ExecutionRequest record) {
		return this.checkpoints.covering(record.logIndex()).map((checkpoint) -> inclusion(record, checkpoint));
	}

	private Inclusion inclusion(ExecutionRequest record, SignedCheckpoint checkpoint) {
		long size = checkpoint.checkpoint().size();
		byte[] entry = LogEntry.of(record).canonicalJson();
		byte[] leafHash = Rfc6962.leafHash(entry);
		List<byte[]> hashes = InclusionProof.of(record.logIndex(), size, new TiledSubtrees(size, this.tiles));
		try {
			InclusionProof.verify(record.logIndex(), size, leafHash, hashes, checkpoint.checkpoint().root());
		}
		catch (InvalidProofException ex) {
			throw new LogInconsistentException("Record " + record.id() + " is not in the tree: " + ex.getMessage());
		}
		return new Inclusion(record.logIndex(), leafHash, hashes, entry, checkpoint);
	}

	/**
	 * Proves that a tree is the beginning of a later one.
	 * @param from the size of the earlier tree, at least 0
	 * @param to the later tree, at least as large
	 * @return the proof's hashes
	 * @throws LogInconsistentException when it is not
	 */
	public List<byte[]> consistency(long from, SignedCheckpoint to) {
		long size = to.checkpoint().size();
		Subtrees subtrees = new TiledSubtrees(size, this.tiles);
		List<byte[]> hashes = ConsistencyProof.of(from, size, subtrees);
		try {
			ConsistencyProof.verify(from, root(from, subtrees), size, to.checkpoint().root(), hashes);
		}
		catch (InvalidProofException ex) {
			throw new LogInconsistentException(
					"The tree of " + size + " does not extend that of " + from + ": " + ex.getMessage());
		}
		return hashes;
	}

	/** As signed, where it was; else as the tiles have it. */
	private byte[] root(long size, Subtrees subtrees) {
		return this.checkpoints.ofSize(size)
			.map((signed) -> signed.checkpoint().root())
			.orElseGet(() -> CompactRange.of(size, subtrees).root());
	}

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

}
