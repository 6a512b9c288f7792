package cto.registry.web.api;

/**
 * Nothing is there.
 */
final class NotFoundException extends RuntimeException {

	private final String detail;

	NotFoundException(String detail) {
		super(detail, null, false, false);
		this.detail = detail;
	}

	String detail() {
		return this.detail;
	}

}
