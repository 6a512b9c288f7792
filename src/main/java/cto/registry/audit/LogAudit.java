package cto.registry.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import cto.registry.log.LogEntry;
import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import cto.registry.packet.RegistryFacts;
import cto.registry.record.RecordStream.Row;
import cto.registry.record.RecordStream;
import cto.registry.record.UnreadableRowException;
import org.jspecify.annotations.Nullable;

/**
 * The whole log, checked from the packets' bytes up: every record by the check list, the
 * tree rebuilt from their entries, each full tile and each signed checkpoint compared
 * with it. Reads one snapshot, a few records at a time, and writes nothing.
 */
public final class LogAudit {

	private static final int BATCH_RECORDS = 64;

	private static final int BATCH_BYTES = 4 << 20;

	private final Connection connection;

	private final VerifierKey key;

	private final RecordAudit audit;

	private final List<SignedCheckpoint> against;

	private final Consumer<Finding> findings;

	private long found;

	private @Nullable Instant before;

	/**
	 * Prepares an audit.
	 * @param connection a connection of its own, whose role may read
	 * @param key what verifies the log's checkpoints
	 * @param facts every repository that was ever admitted, and which records exist; used
	 * by several threads
	 * @param against earlier checkpoints that the log must still agree with
	 * @param findings takes each finding as it is made
	 */
	public LogAudit(Connection connection, VerifierKey key, RegistryFacts facts, List<SignedCheckpoint> against,
			Consumer<Finding> findings) {
		this.connection = connection;
		this.key = key;
		this.audit = new RecordAudit(facts);
		this.against = against.stream()
			.sorted((one, other) -> Long.compare(one.checkpoint().size(), other.checkpoint().size()))
			.toList();
		this.findings = (finding) -> {
			this.found++;
			findings.accept(finding);
		};
	}

	/**
	 * Estimates the work.
	 * @return the number of records, as the last index says
	 * @throws SQLException when the database refuses
	 */
	public long expectedRecords() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT coalesce(max(log_index) + 1, 0) FROM registry.execution_request")) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * Audits.
	 * @param progress is told how many records are done
	 * @return what was seen
	 * @throws SQLException when the database refuses or goes away
	 */
	public AuditSummary run(LongConsumer progress) throws SQLException {
		this.connection.setAutoCommit(false);
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
		}
		try (Workers workers = new Workers(this.findings);
				SignedTrees signed = new SignedTrees(this.connection, this.key, workers, this.findings);
				TreeAudit tree = new TreeAudit(this.connection, signed, this.against, this.findings)) {
			readAll(workers, tree, progress);
			tree.finish();
			workers.finish();
			return AuditSummary.of(tree.size(), tree.root(), tree.tiles(), signed.count(), this.found);
		}
		finally {
			this.connection.rollback();
		}
	}

	private void readAll(Workers workers, TreeAudit tree, LongConsumer progress) throws SQLException {
		Deque<Future<List<Checked>>> running = new ArrayDeque<>();
		try (RecordStream records = new RecordStream(this.connection)) {
			List<Row> batch = read(records);
			while (!batch.isEmpty()) {
				List<Row> rows = batch;
				running.add(workers.start(() -> rows.stream().map(this::check).toList()));
				if (running.size() > workers.enough()) {
					take(running, tree, progress);
				}
				batch = read(records);
			}
		}
		while (!running.isEmpty()) {
			take(running, tree, progress);
		}
	}

	private List<Row> read(RecordStream records) throws SQLException {
		List<Row> batch = new ArrayList<>();
		int bytes = 0;
		while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
			try {
				Row row = records.next();
				if (row == null) {
					break;
				}
				batch.add(row);
				bytes += row.packet().bytes().length;
			}
			catch (UnreadableRowException ex) {
				this.findings.accept(Finding.ofRecord(ex.logIndex(), "projection", String.valueOf(ex.getMessage())));
			}
		}
		return batch;
	}

	private Checked check(Row row) {
		return new Checked(row, this.audit.check(row.record(), row.packet()), LogEntry.of(row.record()).leafHash());
	}

	private void take(Deque<Future<List<Checked>>> running, TreeAudit tree, LongConsumer progress) throws SQLException {
		for (Checked checked : Workers.result(running.remove())) {
			take(checked, tree);
		}
		progress.accept(tree.size());
	}

	private void take(Checked checked, TreeAudit tree) throws SQLException {
		long index = checked.row().record().logIndex();
		if (index < tree.size()) {
			this.findings.accept(new Finding(index, checked.row().record().id(), "log_index",
					"The log has no place " + index + ", and a record stands there"));
			return;
		}
		while (tree.size() < index) {
			this.findings.accept(Finding.ofRecord(tree.size(), "log_index", "Record " + tree.size() + " is missing"));
			tree.append(tree.remembered(tree.size()));
		}
		checked.checks()
			.stream()
			.filter((check) -> !check.passed())
			.forEach((check) -> this.findings
				.accept(new Finding(index, checked.row().record().id(), check.name(), check.detail())));
		Instant submittedAt = checked.row().record().submittedAt();
		if (this.before != null && submittedAt.isBefore(this.before)) {
			this.findings.accept(new Finding(index, checked.row().record().id(), "order",
					"The record is of " + submittedAt + ", and the one before it of " + this.before));
		}
		this.before = submittedAt;
		tree.append(checked.leafHash());
	}

	private record Checked(Row row, List<Check> checks, byte[] leafHash) {
	}

}
