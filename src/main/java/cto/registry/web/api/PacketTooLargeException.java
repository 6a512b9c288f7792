package cto.registry.web.api;

/**
 * A body of more bytes than a packet may have.
 */
final class PacketTooLargeException extends RuntimeException {

	private final int limit;

	PacketTooLargeException(int limit) {
		super("more than " + limit + " bytes", null, false, false);
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

}
