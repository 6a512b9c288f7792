package cto.registry.intake;

/**
 * The bytes are not one packet that every reader would read the same way.
 */
public final class PacketMalformed extends RuntimeException {

	PacketMalformed(String detail) {
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
