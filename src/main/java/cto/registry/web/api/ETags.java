package cto.registry.web.api;

import java.util.HexFormat;

import cto.registry.merkle.Sha256;

/**
 * Entity tags from the bytes that they stand for.
 */
final class ETags {

	private static final int BYTES = 16;

	private ETags() {
	}

	/** Returns a strong tag: 32 hexadecimal digits of the body's SHA-256, quoted. */
	static String of(byte[] body) {
		return '"' + HexFormat.of().formatHex(Sha256.of(body), 0, BYTES) + '"';
	}

}
