package cto.registry.note;

import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NoteTests {

	private static final VerifierKey KEY = VerifierKey.parse(PublishedNotes.EXAMPLE_KEY);

	private static final VerifierKey PETER = VerifierKey.parse(PublishedNotes.PETER_KEY);

	private static final VerifierKey ENOCH = VerifierKey.parse(PublishedNotes.ENOCH_KEY);

	private static final String NOTE = PublishedNotes.EXAMPLE;

	@Test
	void opensTheExampleOfTheSpecification() {
		assertThat(Note.open(NOTE, KEY)).isEqualTo("This is an example message.\n");
	}

	@Test
	void opensANoteOfTwoSignaturesWithEitherKey() {
		String text = PublishedNotes.PETER_AND_ENOCH.substring(0, PublishedNotes.PETER_AND_ENOCH.indexOf("\n\n") + 1);
		assertThat(Note.open(PublishedNotes.PETER_AND_ENOCH, PETER)).isEqualTo(text);
		assertThat(Note.open(PublishedNotes.PETER_AND_ENOCH, ENOCH)).isEqualTo(text);
	}

	@Test
	void splitsAtTheLastEmptyLine() {
		SigningKey key = PublishedNotes.logKey();
		for (String text : new String[] { "one\n\ntwo\n", "one\n\n", "\n", "è subito sera — 漢\n",
				"— like a signature AAAA\n" }) {
			assertThat(Note.open(Note.sign(text, key), key.verifier())).isEqualTo(text);
		}
	}

	@Test
	void ignoresSignaturesOfOtherNamesAndOtherIds() {
		String ignored = NOTE + line("example.com/bar", KEY.id(), 64)
				+ line("example.com/foo", new byte[] { 1, 2, 3, 4 }, 64) + line("witness.example", new byte[4], 1)
				+ line("漢", new byte[4], 2420);
		assertThat(Note.open(ignored, KEY)).isEqualTo(PublishedNotes.EXAMPLE_TEXT);
	}

	@Test
	void rejectsANoteThatOnlyOthersSigned() {
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open(NOTE, PETER))
			.withMessage("The note has no signature by PeterNeumann with the key id c74f20a3");
		VerifierKey sameName = PublishedNotes.keyOf("example.com/foo");
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open(NOTE, sameName))
			.withMessageStartingWith("The note has no signature by example.com/foo with the key id ");
		assertRejected(NOTE.replace("example.com/foo", "example.com/fop"));
		assertRejected(NOTE.replace(" Uw2Q", " Vw2Q"));
	}

	@Test
	void rejectsEveryChangedByte() {
		byte[] bytes = NOTE.getBytes(UTF_8);
		for (int i = 0; i < bytes.length; i++) {
			for (int bit = 0; bit < 7; bit++) {
				byte[] changed = bytes.clone();
				changed[i] ^= (byte) (1 << bit);
				assertRejected(new String(changed, UTF_8));
			}
		}
	}

	@Test
	void rejectsEveryPart() {
		for (int i = 0; i < NOTE.length(); i++) {
			assertRejected(NOTE.substring(0, i));
			if (i > 0) {
				assertRejected(NOTE.substring(i));
			}
		}
	}

	@Test
	void rejectsEveryByteTooManyAndEveryControlCharacter() {
		for (int i = 0; i <= NOTE.length(); i++) {
			for (String added : new String[] { "\n", "\r", "\t", "\u0000", "\u001f", "A", " ", "\ud83d" }) {
				assertRejected(NOTE.substring(0, i) + added + NOTE.substring(i));
			}
		}
	}

	@Test
	void rejectsAControlCharacterThatWasSigned() {
		SigningKey key = PublishedNotes.logKey();
		for (char c = 0; c < ' '; c++) {
			String note = Note.sign("a" + c + "b\n", key);
			if (c != '\n') {
				assertThatExceptionOfType(InvalidNoteException.class).as("U+%04X", (int) c)
					.isThrownBy(() -> Note.open(note, key.verifier()))
					.withMessageStartingWith("Line 1 of the note has the control character U+00");
			}
		}
		assertThat(Note.open(Note.sign("a b\n", key), key.verifier())).isEqualTo("a b\n");
	}

	@Test
	void rejectsAWrongSignatureOfItsOwnBesideARightOne() {
		assertRejected(NOTE + line("example.com/foo", KEY.id(), 64));
		assertRejected(NOTE + line("example.com/foo", KEY.id(), 63));
		assertRejected(NOTE.replace("\n\n", "\n\n" + line("example.com/foo", KEY.id(), 64)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "—", "— ", "— a", "— a ", "—  AAAAAAA=", "- a AAAAAAA=", "– a AAAAAAA=",
			"—\u00a0a AAAAAAA=", "— a  AAAAAAA=", "— a AAAAAAA= ", "— a+b AAAAAAA=", "— a AAAAAA==", "— a AAAAAAA",
			"— a AAAAAAB=", "— a AAAAAA_=", "— a b AAAAAAA=", "— a\u2003b AAAAAAA=", "a AAAAAAA=" })
	void rejectsALineThatIsNoSignature(String line) {
		assertThat(Note.open(NOTE + "— a AAAAAAA=\n", KEY)).isEqualTo(PublishedNotes.EXAMPLE_TEXT);
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open(NOTE + line + "\n", KEY))
			.withMessageStartingWith("Line 4 of the note should be — <name> <base64 of key id and signature>, ");
	}

	@Test
	void readsSixteenKibibytesAndNoMore() {
		SigningKey key = PublishedNotes.logKey();
		String text = "é".repeat((16 * 1024 - Note.sign("\n", key).getBytes(UTF_8).length) / 2);
		String most = Note.sign(text + "\n", key);
		if (most.getBytes(UTF_8).length < 16 * 1024) {
			most = Note.sign(text + "a\n", key);
		}
		assertThat(most.getBytes(UTF_8)).hasSize(16 * 1024);
		assertThat(Note.open(most, key.verifier())).startsWith("é");
		String more = Note.sign("a" + text + (most.contains("a\n\n") ? "a\n" : "\n"), key);
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open(more, key.verifier()))
			.withMessage("The note has 16385 bytes, but at most 16384 are read");
	}

	@Test
	void saysWhatIsWrong() {
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open("a\nb\u0007\n", KEY))
			.withMessage("Line 2 of the note has the control character U+0007; only newlines may be");
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open("a\nb\n", KEY))
			.withMessage("The note should be its text, an empty line, and then at least one line"
					+ " — <name> <base64 of key id and signature>");
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open(NOTE.strip(), KEY))
			.withMessage("The note does not end in a newline");
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> Note.open(NOTE + "\ud83d\n", KEY))
			.withMessage("The note is not UTF-8 text: it has half of a surrogate pair");
		assertThatExceptionOfType(InvalidNoteException.class)
			.isThrownBy(() -> Note.open(NOTE.replace("This", "That"), KEY))
			.withMessage("The signature by example.com/foo in line 3 of the note is not one of this text:"
					+ " the text or the signature was changed");
	}

	private static String line(String name, byte[] id, int length) {
		return "— " + name + " " + Base64.getEncoder().encodeToString(Arrays.copyOf(id, 4 + length)) + "\n";
	}

	private static void assertRejected(String note) {
		assertThatExceptionOfType(InvalidNoteException.class).as(note).isThrownBy(() -> Note.open(note, KEY));
	}

}
