package cto.registry.api;

/**
 * Nothing is there.
 */
final class NotFound extends RuntimeException {

	private final String detail;

	NotFound(String detail) {
		super(detail, null, false, false);
		this.detail = detail;
	}

	String detail() {
		return this.detail;
	}

}
