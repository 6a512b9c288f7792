package cto.registry.note;

/**
 * A note that is not signed as it should be, or is none. The message says what was wrong;
 * nothing that the note says may be believed.
 */
public final class InvalidNoteException extends RuntimeException {

	InvalidNoteException(String message) {
		super(message, null, false, false);
	}

}
