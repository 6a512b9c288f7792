package cto.registry.api;

/**
 * A {@code Content-Digest} that is not that of the body.
 */
final class DigestRefused extends RuntimeException {

	private final ProblemType type;

	private final String detail;

	DigestRefused(ProblemType type, String detail) {
		super(detail, null, false, false);
		this.type = type;
		this.detail = detail;
	}

	ProblemType type() {
		return this.type;
	}

	String detail() {
		return this.detail;
	}

}
