package cto.registry.api;

/**
 * A body of more bytes than a packet may have.
 */
final class PacketTooLarge extends RuntimeException {

	private final int limit;

	PacketTooLarge(int limit) {
		super("more than " + limit + " bytes", null, false, false);
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

}
