package cto.registry.packet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the bytes of a packet into one tree, or refuses them, so that no two readers can
 * see two packets in the same bytes.
 */
final class PacketText {

	private PacketText() {
	}

	/**
	 * Reads a packet.
	 * @param text what {@link #decode} gave
	 * @param type the format that it is in
	 * @throws PacketSyntaxException if it is not exactly one document of that format
	 */
	static ParsedPacket read(String text, PacketMediaType type) throws PacketSyntaxException {
		if (text.startsWith("\ufeff")) {
			throw new PacketSyntaxException("begins with a byte-order mark; UTF-8 without one is needed");
		}
		try {
			return switch (type) {
				case JSON -> JsonText.read(text);
				case YAML -> YamlText.read(text);
			};
		}
		catch (PacketSyntaxException malformed) {
			throw (SecretForms.nameIn(text) != null) ? malformed.withoutQuotes() : malformed;
		}
	}

	/** The bytes, bounded by the caller, as text. */
	static String decode(byte[] packet) throws PacketSyntaxException {
		String text = new String(packet, StandardCharsets.UTF_8);
		if (text.indexOf('\ufffd') >= 0) {
			// Either the packet's own U+FFFD or one that stands for bytes that are not
			// UTF-8.
			requireUtf8(packet);
		}
		return text;
	}

	private static void requireUtf8(byte[] packet) throws PacketSyntaxException {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer bytes = ByteBuffer.wrap(packet);
		CoderResult result = decoder.decode(bytes, CharBuffer.allocate(packet.length), true);
		if (result.isError()) {
			throw new PacketSyntaxException("is not UTF-8 at byte " + bytes.position() + ", counted from 0");
		}
	}

}
