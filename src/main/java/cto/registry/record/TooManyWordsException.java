package cto.registry.record;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * A search for more words than one search takes.
 */
public final class TooManyWordsException extends ProblemException {

	TooManyWordsException(int words, int most) {
		super(ProblemType.INVALID_PARAMETER, "q has " + words + " different words; allowed are 1 to " + most);
	}

}
