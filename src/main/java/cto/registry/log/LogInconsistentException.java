package cto.registry.log;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * What the database holds does not add up to the tree that was signed. The audit command
 * names what differs.
 */
public final class LogInconsistentException extends ProblemException {

	/**
	 * Names the place.
	 * @param message where it does not add up
	 */
	public LogInconsistentException(String message) {
		super(ProblemType.LOG_INCONSISTENT, message, true);
	}

	@Override
	public String detail() {
		return getMessage() + ". The audit command names all that differs";
	}

}
