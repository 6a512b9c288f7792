package cto.registry.api;

/**
 * A body in a form that no packet comes in.
 */
final class UnreadablePacketType extends RuntimeException {

	private final String detail;

	UnreadablePacketType(String detail) {
		super(detail, null, false, false);
		this.detail = detail;
	}

	String detail() {
		return this.detail;
	}

}
