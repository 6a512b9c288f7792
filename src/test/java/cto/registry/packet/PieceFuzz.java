package cto.registry.packet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import cto.registry.fuzz.Tally;

/**
 * Fuzz target: a packet that keeps every rule, with one piece replaced by any bytes. Most
 * bytes alone are no packet at all; of these, many are, and come to the rules. An input
 * is a byte that chooses the packet, two for the place, one for how much is taken out,
 * and what is put in; zeros stand for what it lacks. Held to what {@link PacketFuzz}
 * holds.
 */
public final class PieceFuzz {

	private static final Tally TALLY = new Tally();

	private static final List<byte[]> PACKETS = List.of(seed("short.json"), seed("everything.json"),
			seed("styles.yaml"));

	private static final int HEAD = 4;

	private PieceFuzz() {
	}

	/**
	 * Tries one input.
	 * @param edit any bytes
	 */
	public static void fuzzerTestOneInput(byte[] edit) {
		byte[] whole = Arrays.copyOf(edit, Math.max(HEAD, edit.length));
		TALLY.time(whole, () -> PacketFuzz.tryOne(edited(whole), TALLY));
	}

	/** Jazzer calls it at the end. */
	public static void fuzzerTearDown() {
		TALLY.write("piece");
	}

	private static byte[] edited(byte[] edit) {
		byte[] packet = PACKETS.get((edit[0] & 0xff) % PACKETS.size());
		int start = (((edit[1] & 0xff) << 8) | (edit[2] & 0xff)) % packet.length;
		int end = Math.min(packet.length, start + (edit[3] & 0x3f));
		ByteArrayOutputStream edited = new ByteArrayOutputStream();
		edited.write(packet, 0, start);
		edited.write(edit, HEAD, edit.length - HEAD);
		edited.write(packet, end, packet.length - end);
		return edited.toByteArray();
	}

	private static byte[] seed(String name) {
		try {
			return Files.readAllBytes(Path.of("src/test/resources/fuzz/packet", name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
