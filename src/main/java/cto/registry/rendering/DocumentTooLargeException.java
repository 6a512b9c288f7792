package cto.registry.rendering;

/**
 * A record that has more bytes in one form than an answer may have. As JSON it fits.
 */
public final class DocumentTooLargeException extends RuntimeException {

	DocumentTooLargeException(String form, int bytes, int most) {
		super("As " + form + " the record has " + bytes + " bytes, and an answer has at most " + most
				+ "; it fits as application/json", null, false, false);
	}

	/**
	 * Says so to whoever asked.
	 * @return a sentence with the actual and the allowed size
	 */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
