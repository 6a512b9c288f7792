package cto.registry.recording;

import java.time.OffsetDateTime;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The operator's switch, which all instances on one database share. It is turned under
 * the log's own lock, and looked at under that lock: when {@link #freeze} returns, no
 * instance adds anything to the log any more, and nothing is under way.
 */
@Component
public class FreezeSwitch {

	/** The last row, for a query that has the lock. */
	static final String LAST = "SELECT ordinal, frozen, reason, switched_at FROM registry.intake_switch "
			+ "ORDER BY ordinal DESC LIMIT 1";

	private static final String ADD = "INSERT INTO registry.intake_switch (ordinal, frozen, reason) "
			+ "SELECT coalesce(max(ordinal) + 1, 0), ?, ? FROM registry.intake_switch";

	private final JdbcTemplate jdbc;

	private final LogTransaction transaction;

	/**
	 * Stands at the switch of a database.
	 * @param dataSource connects as the role that records
	 */
	public FreezeSwitch(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new LogTransaction(dataSource, AppendTransaction.IDLE_TIMEOUT);
	}

	/**
	 * Looks at it.
	 * @return the freeze that lasts, or empty while recording goes on
	 * @throws DataAccessException when the database cannot be read
	 */
	public Optional<FreezeState> current() {
		return this.jdbc.query(LAST,
				(rs, row) -> rs.getBoolean(2)
						? Optional
							.of(new FreezeState(rs.getString(3), rs.getObject(4, OffsetDateTime.class).toInstant()))
						: Optional.<FreezeState>empty())
			.stream()
			.findFirst()
			.flatMap((last) -> last);
	}

	/**
	 * Freezes recording on all instances, unless it is frozen already.
	 * @param reason why, one line of 1 to 200 characters
	 * @return the freeze that lasts from now on, or that lasted already
	 * @throws IllegalArgumentException when that is no reason
	 * @throws LogLockedException when somebody keeps the log's lock; nothing was changed
	 * @throws DataAccessException when the database refuses
	 * @throws TransactionException when the database does not confirm the commit
	 */
	public FreezeState freeze(String reason) {
		FreezeState.requireReason(reason);
		return this.transaction.execute(() -> {
			if (current().isEmpty()) {
				this.jdbc.update(ADD, true, reason);
			}
			return current().orElseThrow();
		});
	}

	/**
	 * Lets recording go on.
	 * @param reason why, one line of 1 to 200 characters
	 * @return the freeze that has ended, or empty where there was none
	 * @throws IllegalArgumentException when that is no reason
	 * @throws LogLockedException when somebody keeps the log's lock; nothing was changed
	 * @throws DataAccessException when the database refuses
	 * @throws TransactionException when the database does not confirm the commit
	 */
	public Optional<FreezeState> thaw(String reason) {
		FreezeState.requireReason(reason);
		return this.transaction.execute(() -> {
			Optional<FreezeState> ended = current();
			if (ended.isPresent()) {
				this.jdbc.update(ADD, false, reason);
			}
			return ended;
		});
	}

}
