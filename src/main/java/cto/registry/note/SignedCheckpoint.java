package cto.registry.note;

import cto.registry.text.Excerpt;

/**
 * A checkpoint with the signature of its log.
 *
 * @param checkpoint what was signed
 * @param note the signed note, as it is served; it may have signatures of others too
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {

	/**
	 * Signs a checkpoint. Never sign one that the log does not keep to: check first that
	 * it grew from the one before.
	 * @param checkpoint the checkpoint
	 * @param key a key whose name is the checkpoint's origin
	 * @return both, as a note with one signature
	 * @throws IllegalArgumentException where the key is of another origin
	 */
	public static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
		if (!checkpoint.origin().equals(key.verifier().name())) {
			throw new IllegalArgumentException("The key signs for the origin " + key.verifier().name() + ", not for "
					+ Excerpt.quoted(checkpoint.origin()));
		}
		return new SignedCheckpoint(checkpoint, Note.sign(checkpoint.text(), key));
	}

	/**
	 * Opens a signed checkpoint. Signatures by other keys are ignored.
	 * @param note the note, 16 KiB at most
	 * @param key the key of the log
	 * @return the checkpoint that the log signed
	 * @throws InvalidNoteException where this is not a checkpoint of this log, signed by
	 * this key
	 */
	public static SignedCheckpoint open(String note, VerifierKey key) {
		String text = Note.open(note, key);
		Checkpoint checkpoint;
		try {
			checkpoint = Checkpoint.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidNoteException(
					"The note is signed by " + key.name() + ", but is no checkpoint. " + ex.getMessage());
		}
		if (!checkpoint.origin().equals(key.name())) {
			throw new InvalidNoteException(
					"The checkpoint is of the log " + Excerpt.quoted(checkpoint.origin()) + ", not of " + key.name());
		}
		return new SignedCheckpoint(checkpoint, note);
	}

}
