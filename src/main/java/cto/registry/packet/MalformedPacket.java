package cto.registry.packet;

/**
 * The bytes are not one unambiguous document.
 */
final class MalformedPacket extends Exception {

	private static final long serialVersionUID = 1L;

	MalformedPacket(String reason) {
		// Bad input is ordinary: no stack trace is taken.
		super(reason, null, false, false);
	}

	MalformedPacket at(long line, long column) {
		return new MalformedPacket("line " + line + ", column " + column + ": " + reason());
	}

	/** The same, for a text with a secret, of which nothing may be repeated. */
	MalformedPacket withoutQuotes() {
		return new MalformedPacket(reason().replaceAll("(?s)'.*'", "'…'"));
	}

	String reason() {
		String message = getMessage();
		return (message != null) ? message : "unreadable";
	}

}
