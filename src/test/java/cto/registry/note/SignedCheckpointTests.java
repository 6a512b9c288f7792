package cto.registry.note;

import java.util.List;

import cto.registry.merkle.ConsistencyProof;
import cto.registry.merkle.InclusionProof;
import cto.registry.merkle.Rfc6962;
import cto.registry.merkle.Subtrees;
import cto.registry.merkle.TileFrontier;
import cto.registry.merkle.TiledSubtrees;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignedCheckpointTests {

	private static final VerifierKey KEY = VerifierKey.parse(PublishedNotes.LOG_KEY);

	private static final SigningKey SIGNING = PublishedNotes.logKey();

	@Test
	void signsWhatAnotherImplementationSignedForTheSameEntries() {
		assertThat(signed(0).note()).isEqualTo(PublishedNotes.LOG_AT_0);
		assertThat(signed(6).note()).isEqualTo(PublishedNotes.LOG_AT_6);
		assertThat(signed(15).note()).isEqualTo(PublishedNotes.LOG_AT_15);
	}

	@Test
	void opensWhatAnotherImplementationSigned() {
		for (String note : List.of(PublishedNotes.LOG_AT_0, PublishedNotes.LOG_AT_6, PublishedNotes.LOG_AT_15)) {
			SignedCheckpoint opened = SignedCheckpoint.open(note, KEY);
			assertThat(opened).isEqualTo(signed((int) opened.checkpoint().size()));
		}
	}

	@Test
	void isWhatTheProofsOfItsTreeLeadTo() {
		Checkpoint earlier = SignedCheckpoint.open(PublishedNotes.LOG_AT_6, KEY).checkpoint();
		Checkpoint later = SignedCheckpoint.open(PublishedNotes.LOG_AT_15, KEY).checkpoint();
		TileFrontier edge = TileFrontier.empty();
		PublishedNotes.LOG_ENTRIES.forEach((entry) -> edge.append(Rfc6962.leafHash(entry.getBytes(UTF_8))));
		Subtrees subtrees = new TiledSubtrees(15, (tile) -> edge.partial(tile.level()));
		ConsistencyProof.verify(6, earlier.root(), 15, later.root(), ConsistencyProof.of(6, 15, subtrees));
		InclusionProof.verify(12, 15, Rfc6962.leafHash("threeten".getBytes(UTF_8)), InclusionProof.of(12, 15, subtrees),
				later.root());
	}

	@Test
	void keepsTheSignaturesOfOthers() {
		String note = PublishedNotes.LOG_AT_15 + "— witness.example AAAAAAA=\n";
		assertThat(SignedCheckpoint.open(note, KEY).note()).isEqualTo(note);
	}

	@Test
	void isNotSignedForAnotherOrigin() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> SignedCheckpoint.sign(new Checkpoint("example.com/other", 0, Rfc6962.emptyRoot()), SIGNING))
			.withMessage("The key signs for the origin example.com/log/testdata, not for 'example.com/other'");
	}

	@Test
	void rejectsACheckpointOfAnotherOrigin() {
		String text = new Checkpoint("example.com/other", 0, Rfc6962.emptyRoot()).text();
		assertThatExceptionOfType(InvalidNoteException.class)
			.isThrownBy(() -> SignedCheckpoint.open(Note.sign(text, SIGNING), KEY))
			.withMessage("The checkpoint is of the log 'example.com/other', not of example.com/log/testdata");
	}

	@Test
	void rejectsASignedNoteThatIsNoCheckpoint() {
		assertThatExceptionOfType(InvalidNoteException.class)
			.isThrownBy(
					() -> SignedCheckpoint.open(PublishedNotes.EXAMPLE, VerifierKey.parse(PublishedNotes.EXAMPLE_KEY)))
			.withMessageStartingWith(
					"The note is signed by example.com/foo, but is no checkpoint. A checkpoint is three lines");
		String extended = Note.sign(signed(6).checkpoint().text() + "extension\n", SIGNING);
		assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> SignedCheckpoint.open(extended, KEY));
	}

	@Test
	void rejectsAnotherSizeAndAnotherRoot() {
		for (String note : List.of(PublishedNotes.LOG_AT_15.replace("\n15\n", "\n16\n"),
				PublishedNotes.LOG_AT_15.replace("\n15\n", "\n015\n"),
				PublishedNotes.LOG_AT_15.replace("\nrKbD", "\nsKbD"))) {
			assertThatExceptionOfType(InvalidNoteException.class).isThrownBy(() -> SignedCheckpoint.open(note, KEY));
		}
	}

	private static SignedCheckpoint signed(int size) {
		return SignedCheckpoint
			.sign(new Checkpoint(PublishedNotes.LOG_ORIGIN, size, PublishedNotes.logRange(size).root()), SIGNING);
	}

}
