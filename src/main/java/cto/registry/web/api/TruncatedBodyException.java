package cto.registry.web.api;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A body whose bytes did not all arrive.
 */
final class TruncatedBodyException extends ProblemException {

	TruncatedBodyException() {
		super(ProblemType.MALFORMED_PACKET, "The body ended before all of its bytes had arrived");
	}

}
