package cto.registry.note;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import cto.registry.text.Excerpt;

/**
 * A text and the signatures under it: C2SP signed-note.
 */
final class Note {

	static final int MAX_BYTES = 16 * 1024;

	private static final String SIGNATURE = "\u2014 ";

	private static final String RIGHT = "— <name> <base64 of key id and signature>";

	private Note() {
	}

	/**
	 * Signs a text.
	 * @param text ends in a newline
	 * @return the note, with one signature
	 */
	static String sign(String text, SigningKey key) {
		byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
		byte[] idAndSignature = ByteBuffer.allocate(VerifierKey.ID_BYTES + signature.length)
			.put(key.verifier().id())
			.put(signature)
			.array();
		return text + "\n" + SIGNATURE + key.verifier().name() + " " + StandardBase64.encode(idAndSignature) + "\n";
	}

	/**
	 * Opens a note. Signatures by other keys are read but not judged.
	 * @return its text, which this key signed
	 * @throws InvalidNoteException where the note is malformed, the key did not sign it
	 * or a signature in its name is wrong
	 */
	static String open(String note, VerifierKey key) {
		check(note);
		// Such an empty line may stand in the text too: the last one counts.
		int empty = note.lastIndexOf("\n\n");
		if (empty < 0 || empty + 2 == note.length()) {
			throw new InvalidNoteException(
					"The note should be its text, an empty line, and then at least one line " + RIGHT);
		}
		String text = note.substring(0, empty + 1);
		byte[] signed = text.getBytes(StandardCharsets.UTF_8);
		int line = (int) text.lines().count() + 2;
		boolean verified = false;
		for (String signature : note.substring(empty + 2, note.length() - 1).split("\n", -1)) {
			verified |= verifies(signed, signature, line++, key);
		}
		if (!verified) {
			throw new InvalidNoteException("The note has no signature by " + key.name() + " with the key id "
					+ HexFormat.of().formatHex(key.id()));
		}
		return text;
	}

	private static void check(String note) {
		ByteBuffer bytes;
		try {
			bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(note));
		}
		catch (CharacterCodingException ex) {
			throw new InvalidNoteException("The note is not UTF-8 text: it has half of a surrogate pair");
		}
		if (bytes.remaining() > MAX_BYTES) {
			throw new InvalidNoteException(
					"The note has " + bytes.remaining() + " bytes, but at most " + MAX_BYTES + " are read");
		}
		int line = 1;
		for (int i = 0; i < note.length(); i++) {
			char c = note.charAt(i);
			if (c == '\n') {
				line++;
			}
			else if (c < ' ') {
				throw new InvalidNoteException("Line " + line + String.format(Locale.ROOT,
						" of the note has the control character U+%04X; only newlines may be", (int) c));
			}
		}
		if (!note.endsWith("\n")) {
			throw new InvalidNoteException("The note does not end in a newline");
		}
	}

	private static boolean verifies(byte[] text, String signature, int line, VerifierKey key) {
		String[] parts = signature.startsWith(SIGNATURE) ? signature.substring(SIGNATURE.length()).split(" ", -1)
				: new String[0];
		if (parts.length != 2 || !KeyName.isValid(parts[0])) {
			throw new InvalidNoteException(
					"Line " + line + " of the note should be " + RIGHT + ", not " + Excerpt.quoted(signature));
		}
		byte[] idAndSignature = idAndSignature(parts[1], line);
		byte[] id = Arrays.copyOf(idAndSignature, VerifierKey.ID_BYTES);
		if (!parts[0].equals(key.name()) || !Arrays.equals(id, key.id())) {
			return false;
		}
		if (!key.verifies(text, Arrays.copyOfRange(idAndSignature, VerifierKey.ID_BYTES, idAndSignature.length))) {
			throw new InvalidNoteException("The signature by " + key.name() + " in line " + line
					+ " of the note is not one of this text: the text or the signature was changed");
		}
		return true;
	}

	private static byte[] idAndSignature(String base64, int line) {
		try {
			byte[] idAndSignature = StandardBase64.decode(base64);
			if (idAndSignature.length > VerifierKey.ID_BYTES) {
				return idAndSignature;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below.
		}
		throw new InvalidNoteException("Line " + line + " of the note should be " + RIGHT
				+ ", but its last part is not the base64 of more than " + VerifierKey.ID_BYTES + " bytes");
	}

}
