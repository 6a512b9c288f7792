package cto.registry.record;

import java.util.HexFormat;

/**
 * A packet as it was posted.
 *
 * @param bytes the exact bytes
 * @param mediaType {@code application/json} or {@code application/yaml}
 * @param sha256 SHA-256 of the bytes as stored beside them, 32 bytes
 */
public record StoredPacket(byte[] bytes, String mediaType, byte[] sha256) {

	/**
	 * Returns the digest for people and for URLs.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String sha256Hex() {
		return HexFormat.of().formatHex(this.sha256);
	}

}
