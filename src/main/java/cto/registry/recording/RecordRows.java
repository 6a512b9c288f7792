package cto.registry.recording;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import cto.registry.packet.ApprovalPacket;
import cto.registry.record.RecordColumn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes rows into the table of records, as one statement whose parameters are whole
 * columns: PostgreSQL makes the table's constraints ready once a statement, which takes
 * longer than checking a row against them.
 */
public class RecordRows {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String INSERT = String.format(Locale.ROOT, """
			INSERT INTO registry.execution_request (%1$s)
			SELECT %2$s FROM unnest(%3$s) AS row(%1$s)""", RecordColumn.names(),
			columns((column) -> column.name() + "::" + column.type()),
			columns((column) -> "?::" + parameterType(column) + "[]"));

	private final JdbcTemplate jdbc;

	public RecordRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	private static String columns(Function<RecordColumn, String> text) {
		return RecordColumn.ALL.stream().map(text).collect(Collectors.joining(", "));
	}

	/** The text of arrays, because unnest would flatten them, and of JSON. */
	private static String parameterType(RecordColumn column) {
		return column.type().endsWith("[]") || column.type().equals("jsonb") ? "text" : column.type();
	}

	/**
	 * Inserts rows.
	 * @param rows the next rows of the log, in order
	 */
	public void insert(List<NewRow> rows) {
		if (!rows.isEmpty()) {
			this.jdbc.update(INSERT, (insert) -> new Columns(insert, rows).set());
		}
	}

	/** The parameters: one array for each of {@link RecordColumn#ALL}. */
	private static final class Columns {

		private final PreparedStatement insert;

		private final Connection connection;

		private final List<NewRow> rows;

		private int column;

		Columns(PreparedStatement insert, List<NewRow> rows) throws SQLException {
			this.insert = insert;
			this.connection = insert.getConnection();
			this.rows = rows;
		}

		void set() throws SQLException {
			add("bigint", (row) -> row.record().logIndex());
			add("uuid", (row) -> row.record().id());
			add("text", (row) -> row.record().submittedBy());
			add("timestamptz", (row) -> row.record().submittedAt().atOffset(ZoneOffset.UTC).toString());
			bytes((row) -> row.packet());
			add("text", (row) -> row.record().packetMediaType());
			bytes((row) -> row.record().packetSha256());
			bytes((row) -> row.record().leafHash());
			text(ApprovalPacket::packetVersion);
			text(ApprovalPacket::packetId);
			text(ApprovalPacket::title);
			text(ApprovalPacket::requestedBy);
			texts(ApprovalPacket::workItems);
			text((proposal) -> proposal.taskShape().name());
			text((proposal) -> proposal.taskShape().summary());
			text(ApprovalPacket::backend);
			text(ApprovalPacket::targetRepository);
			text(ApprovalPacket::targetRevision);
			texts(ApprovalPacket::allowedPaths);
			texts((proposal) -> proposal.harnessCommand().argv());
			text((proposal) -> proposal.harnessCommand().workingDirectory());
			text(Columns::environment);
			text((proposal) -> JSON.writeValueAsString(proposal.proofPointers()));
			texts(ApprovalPacket::blockedActions);
			text(ApprovalPacket::approvalRequiredFrom);
			add("uuid", (row) -> row.proposal().supersedes());
			text(ApprovalPacket::notes);
		}

		private void add(String type, Function<NewRow, @Nullable Object> value) throws SQLException {
			set(this.connection.createArrayOf(type, this.rows.stream().map(value).toArray()));
		}

		private void bytes(Function<NewRow, byte[]> value) throws SQLException {
			set(this.connection.createArrayOf("bytea", this.rows.stream().map(value).toArray(byte[][]::new)));
		}

		private void text(Function<ApprovalPacket, @Nullable String> value) throws SQLException {
			set(this.connection.createArrayOf("text",
					this.rows.stream().map((row) -> value.apply(row.proposal())).toArray(String[]::new)));
		}

		/**
		 * A column of arrays: each as the text of one, because unnest would flatten them.
		 */
		private void texts(Function<ApprovalPacket, List<String>> value) throws SQLException {
			String[] literals = new String[this.rows.size()];
			for (int i = 0; i < literals.length; i++) {
				Object[] texts = value.apply(this.rows.get(i).proposal()).toArray();
				literals[i] = this.connection.createArrayOf("text", texts).toString();
			}
			set(this.connection.createArrayOf("text", literals));
		}

		private void set(Array array) throws SQLException {
			this.insert.setArray(++this.column, array);
		}

		private static @Nullable String environment(ApprovalPacket proposal) {
			return proposal.harnessCommand().environment().isEmpty() ? null
					: JSON.writeValueAsString(proposal.harnessCommand().environment());
		}

	}

}
