package cto.registry.transfer;

import org.jspecify.annotations.Nullable;

/**
 * The log to import is not whole, or not what was signed.
 */
public final class InvalidLogSourceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names the place.
	 * @param message what is wrong, a sentence
	 */
	public InvalidLogSourceException(String message) {
		this(message, null);
	}

	/**
	 * Names the place.
	 * @param message what is wrong, a sentence
	 * @param cause where it came from
	 */
	public InvalidLogSourceException(String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
	}

	/**
	 * Names the record.
	 * @param index its index
	 * @param wrong what is wrong with it
	 * @return the refusal
	 */
	public static InvalidLogSourceException ofRecord(long index, String wrong) {
		return new InvalidLogSourceException("Record " + index + ": " + wrong + (wrong.endsWith(".") ? "" : "."));
	}

}
