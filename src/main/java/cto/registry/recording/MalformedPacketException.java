package cto.registry.recording;

/**
 * The bytes are not one packet that every reader would read the same way.
 */
public final class MalformedPacketException extends RuntimeException {

	MalformedPacketException(String detail) {
		super(detail, null, false, false);
	}

	/**
	 * Returns what is wrong and where.
	 * @return a sentence for the sender
	 */
	public String detail() {
		return String.valueOf(getMessage());
	}

}
