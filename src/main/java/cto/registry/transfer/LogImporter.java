package cto.registry.transfer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

import javax.sql.DataSource;

import cto.registry.guardrail.DatabaseGuardrails;
import cto.registry.guardrail.Guardrails;
import cto.registry.guardrail.GuardrailsBrokenException;
import cto.registry.log.Checkpoints;
import cto.registry.log.StoredTiles;
import cto.registry.merkle.CompletedTile;
import cto.registry.merkle.Tile;
import cto.registry.merkle.TileFrontier;
import cto.registry.note.Checkpoint;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.SigningKey;
import cto.registry.record.TermIndexer;
import cto.registry.recording.Deduplication;
import cto.registry.recording.LogLockedException;
import cto.registry.recording.LogTransaction;
import cto.registry.recording.NewRow;
import cto.registry.recording.RecordRows;
import cto.registry.recording.TreeHead;
import cto.registry.recording.TreeIntegrator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Fills an empty log from a {@link LogSource}: the same records at the same indices with
 * the same ids and times, and so the same root, which is signed with this log's own key.
 * All of it is checked, and all of it or nothing is committed. A service on the same
 * database goes on; while the import runs, it records nothing.
 */
public final class LogImporter {

	private static final Logger LOG = LoggerFactory.getLogger(LogImporter.class);

	private static final int BATCH_RECORDS = 256;

	private static final int BATCH_BYTES = 4 << 20;

	/** Between two statements a batch is read from files and checked. */
	private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

	private final LogTransaction transaction;

	private final JdbcTemplate jdbc;

	private final JdbcClient client;

	private final Guardrails guardrails;

	private final RecordRows rows;

	private final Checkpoints checkpoints;

	private final TreeIntegrator tree;

	private final TermIndexer indexer;

	/**
	 * Prepares an import.
	 * @param dataSource connects as the role that records
	 * @param key signs the log
	 * @param clock tells when the guardrails were looked at
	 */
	public LogImporter(DataSource dataSource, SigningKey key, Clock clock) {
		this.transaction = new LogTransaction(dataSource, IDLE_TIMEOUT);
		this.jdbc = new JdbcTemplate(dataSource);
		this.client = JdbcClient.create(this.jdbc);
		this.guardrails = new Guardrails(new DatabaseGuardrails(this.client, dataSource, clock));
		this.rows = new RecordRows(this.jdbc);
		this.checkpoints = new Checkpoints(this.client, key);
		this.tree = new TreeIntegrator(this.jdbc, new StoredTiles(this.jdbc), this.checkpoints);
		this.indexer = new TermIndexer(dataSource);
	}

	/**
	 * Imports a log.
	 * @param copy the log to import, whole; its checkpoint has been verified
	 * @param progress is told how many records are done
	 * @return the checkpoint of this log over the same records
	 * @throws LogNotEmptyException when there are records already
	 * @throws InvalidLogSourceException when it is not what was signed; nothing was
	 * written
	 * @throws GuardrailsBrokenException when the database does not force every guarantee
	 * @throws LogLockedException when a service does not give the log away for so long
	 * @throws TransactionException when the database does not confirm the commit
	 */
	public SignedCheckpoint restore(LogSource copy, LongConsumer progress) {
		SignedCheckpoint committed = this.transaction.execute(() -> {
			this.guardrails.requireIntact();
			TreeHead head = this.tree.head();
			if (head.size() > 0) {
				throw new LogNotEmptyException(head.size());
			}
			remember("registry.admitted_repository", copy.admittedRepositories());
			remember("registry.approver", copy.approvers());
			grow(head, copy, progress);
			SignedCheckpoint signed = sign(head, copy);
			remember(copy);
			return signed;
		});
		index();
		return committed;
	}

	private void index() {
		try {
			this.indexer.catchUp();
		}
		catch (DataAccessException | TransactionException ex) {
			// the import is committed, and a service does the rest
			LOG.debug("The index by term is behind", ex);
		}
	}

	private void remember(String table, Set<String> names) {
		try {
			this.jdbc.batchUpdate("INSERT INTO " + table + " (name) VALUES (?) ON CONFLICT DO NOTHING",
					names.stream().map((name) -> new Object[] { name }).toList());
		}
		catch (DataIntegrityViolationException ex) {
			throw new InvalidLogSourceException(
					"The database refuses one of the names in " + table + ": " + ex.getMostSpecificCause().getMessage(),
					ex);
		}
	}

	private void grow(TreeHead head, LogSource copy, LongConsumer progress) {
		ImportVerifier check = new ImportVerifier(copy, this.client);
		long size = copy.checkpoint().checkpoint().size();
		while (head.size() < size) {
			List<NewRow> batch = new ArrayList<>();
			int bytes = 0;
			while (head.size() + batch.size() < size && batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
				NewRow row = check.row(head.size() + batch.size());
				batch.add(row);
				bytes += row.packet().length;
			}
			insert(head.size(), batch);
			check.inserted();
			List<CompletedTile> filled = this.tree.grow(head, batch);
			filled.forEach((full) -> compare(full.tile(), full.hashes(), copy));
			this.tree.write(filled);
			progress.accept(head.size());
		}
	}

	private void insert(long first, List<NewRow> batch) {
		try {
			this.rows.insert(batch);
		}
		catch (DataIntegrityViolationException ex) {
			throw new InvalidLogSourceException("Of the records " + first + " to " + (first + batch.size() - 1)
					+ " the database refuses at least one: " + ex.getMostSpecificCause().getMessage(), ex);
		}
	}

	private static void comparePartial(TileFrontier frontier, LogSource copy) {
		long above = frontier.size();
		for (int level = 0; above > 0; level++) {
			above >>= Tile.HEIGHT;
			int width = Tile.partialWidth(level, frontier.size());
			if (width > 0) {
				compare(new Tile(level, above, width), frontier.partial(level), copy);
			}
		}
	}

	private static void compare(Tile tile, byte[] hashes, LogSource copy) {
		if (!Arrays.equals(hashes, copy.tile(tile))) {
			throw new InvalidLogSourceException("Tile " + tile.path() + " is not that of the entries.");
		}
	}

	private SignedCheckpoint sign(TreeHead head, LogSource copy) {
		Checkpoint copied = copy.checkpoint().checkpoint();
		if (!Arrays.equals(head.frontier().root(), copied.root())) {
			throw new InvalidLogSourceException("The entries are not those that were signed: of the records 0 to "
					+ (copied.size() - 1) + " at least one has another entry than the checkpoint's root stands for.");
		}
		comparePartial(head.frontier(), copy);
		return (head.size() > 0) ? this.tree.write(this.tree.sign(head)) : this.checkpoints.latest().orElseThrow();
	}

	private void remember(LogSource copy) {
		copy.idempotencyKeys((answer) -> {
			try {
				this.jdbc.update(Deduplication.REMEMBER, answer.sender(), answer.key(), answer.logIndex(),
						answer.status());
			}
			catch (DataIntegrityViolationException ex) {
				throw InvalidLogSourceException.ofRecord(answer.logIndex(),
						"the database refuses one of its idempotency keys: " + ex.getMostSpecificCause().getMessage());
			}
		});
	}

}
