package cto.registry.web.api;

import java.time.Duration;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A body that does not arrive in time.
 */
final class BodyTimeoutException extends ProblemException {

	private static final long serialVersionUID = 1L;

	BodyTimeoutException(Duration limit) {
		super(ProblemType.REQUEST_TIMEOUT, "The body did not arrive within " + limit.toMillis() + " ms, the limit");
	}

}
