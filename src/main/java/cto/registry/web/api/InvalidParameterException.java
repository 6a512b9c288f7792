package cto.registry.web.api;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A query parameter or header that cannot be used as it came.
 */
final class InvalidParameterException extends ProblemException {

	/**
	 * Says what is wrong and what would be right.
	 * @param detail a sentence that names the parameter
	 */
	InvalidParameterException(String detail) {
		super(ProblemType.INVALID_PARAMETER, detail);
	}

}
