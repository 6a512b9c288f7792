package cto.registry.rendering;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A record that has more bytes in one form than an answer may have. As JSON it fits.
 */
public final class DocumentTooLargeException extends ProblemException {

	DocumentTooLargeException(String form, int bytes, int most) {
		super(ProblemType.NOT_ACCEPTABLE, "As " + form + " the record has " + bytes
				+ " bytes, and an answer has at most " + most + "; it fits as application/json");
	}

}
