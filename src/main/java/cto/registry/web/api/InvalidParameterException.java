package cto.registry.web.api;

/**
 * A query parameter or header that cannot be used as it came.
 */
final class InvalidParameterException extends RuntimeException {

	private final String detail;

	/**
	 * Says what is wrong and what would be right.
	 * @param detail a sentence that names the parameter
	 */
	InvalidParameterException(String detail) {
		super(detail, null, false, false);
		this.detail = detail;
	}

	String detail() {
		return this.detail;
	}

}
