package cto.registry.packet;

/**
 * The bytes are not one unambiguous document.
 */
final class PacketSyntaxException extends Exception {

	private static final long serialVersionUID = 1L;

	PacketSyntaxException(String reason) {
		// Bad input is ordinary: no stack trace is taken.
		super(reason, null, false, false);
	}

	PacketSyntaxException at(long line, long column) {
		return new PacketSyntaxException("line " + line + ", column " + column + ": " + reason());
	}

	/** The same, for a text with a secret, of which nothing may be repeated. */
	PacketSyntaxException withoutQuotes() {
		return new PacketSyntaxException(reason().replaceAll("(?s)'.*'", "'…'"));
	}

	String reason() {
		String message = getMessage();
		return (message != null) ? message : "unreadable";
	}

}
