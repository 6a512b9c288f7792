package cto.registry.log;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A place that the log does not have, or that cannot be read as one.
 */
public final class NoSuchIndexException extends ProblemException {

	/**
	 * Says what is wrong and what would be right.
	 * @param detail names the parameter
	 */
	public NoSuchIndexException(String detail) {
		super(ProblemType.INVALID_PARAMETER, detail);
	}

}
