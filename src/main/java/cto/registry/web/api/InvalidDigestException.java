package cto.registry.web.api;

import cto.registry.problem.ProblemType;

/**
 * A {@code Content-Digest} that is not that of the body.
 */
final class InvalidDigestException extends RuntimeException {

	private final ProblemType type;

	private final String detail;

	InvalidDigestException(ProblemType type, String detail) {
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
