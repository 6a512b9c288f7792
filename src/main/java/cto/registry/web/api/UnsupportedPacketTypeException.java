package cto.registry.web.api;

/**
 * A body in a form that no packet comes in.
 */
final class UnsupportedPacketTypeException extends RuntimeException {

	private final String detail;

	UnsupportedPacketTypeException(String detail) {
		super(detail, null, false, false);
		this.detail = detail;
	}

	String detail() {
		return this.detail;
	}

}
