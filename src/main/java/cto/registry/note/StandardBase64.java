package cto.registry.note;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 of RFC 4648 section 4, read strictly: each sequence of bytes has one text.
 */
final class StandardBase64 {

	private StandardBase64() {
	}

	static String encode(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * Reads base64.
	 * @throws IllegalArgumentException where it is not padded, or not what would be
	 * written
	 */
	static byte[] decode(String text) {
		byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
		// The decoder of the JDK lets missing padding and stray last bits pass.
		if (!encode(bytes).equals(text)) {
			throw new IllegalArgumentException("not canonical");
		}
		return bytes;
	}

}
