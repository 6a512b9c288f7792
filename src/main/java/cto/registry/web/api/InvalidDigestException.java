package cto.registry.web.api;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A {@code Content-Digest} that is not that of the body.
 */
final class InvalidDigestException extends ProblemException {

	InvalidDigestException(ProblemType type, String detail) {
		super(type, detail);
	}

}
