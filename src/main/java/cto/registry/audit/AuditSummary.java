package cto.registry.audit;

import java.util.HexFormat;

/**
 * What an audit saw.
 *
 * @param records how many records were read
 * @param rootHash the root of the tree rebuilt from them, 64 hexadecimal digits
 * @param tiles how many full tiles were compared
 * @param checkpoints how many signed checkpoints were compared
 * @param findings how many findings there are
 */
public record AuditSummary(long records, String rootHash, long tiles, long checkpoints, long findings) {

	static AuditSummary of(long records, byte[] root, long tiles, long checkpoints, long findings) {
		return new AuditSummary(records, HexFormat.of().formatHex(root), tiles, checkpoints, findings);
	}

}
