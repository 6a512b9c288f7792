package cto.registry.recording;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * A transaction ended before its commit, because the database was not able to go on or
 * ended it: nothing of it was recorded, and the same may succeed later.
 */
public final class NothingCommittedException extends DataAccessResourceFailureException {

	private static final long serialVersionUID = 1L;

	/**
	 * A transaction ended.
	 * @param cause says by what; its SQLSTATE is looked for
	 */
	public NothingCommittedException(RuntimeException cause) {
		super("The transaction was not committed", cause);
	}

}
