package cto.registry.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import cto.registry.problem.ProblemException;
import cto.registry.problem.ProblemType;

/**
 * The database has rows that no service of this log added. Nothing is recorded until its
 * owner has taken them out.
 */
public final class UnsignedRowsException extends ProblemException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names the rows.
	 * @param rows as {@link UnsignedRows#after} names them
	 */
	public UnsignedRowsException(List<String> rows) {
		super(ProblemType.UNSIGNED_ROWS,
				"The database has rows that no service of this log added: " + String.join(", ", rows)
						+ ". Nothing is recorded until its owner has taken them out; reading goes on");
	}

	@Override
	public Optional<Duration> retryAfter() {
		return Optional.of(Duration.ofSeconds(60));
	}

}
