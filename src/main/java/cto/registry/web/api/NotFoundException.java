package cto.registry.web.api;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * Nothing is there.
 */
final class NotFoundException extends ProblemException {

	NotFoundException(String detail) {
		super(ProblemType.NOT_FOUND, detail);
	}

	static NotFoundException ofRecord(String id) {
		return new NotFoundException("No record has the id " + id);
	}

}
