package cto.registry.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import cto.registry.testing.Row;
import cto.registry.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A block of records whose texts have hundreds of thousands of different words.
 */
class TermIndexerTests {

	private static final int WORDS = 1500;

	private final TestDatabase database = TestDatabase.migrated();

	@Test
	void isIndexedInSmallStatementsAndWithinASmallHeap() throws Exception {
		insertRecords();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx48m", "-cp", System.getProperty("java.class.path"), SmallHeap.class.getName(), this.database.url(),
				this.database.writer().user(), this.database.writer().password())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		String blocks = "FROM registry.term_block JOIN registry.execution_request ON "
				+ "get_bit(members, log_index::integer) = 1 WHERE field = 'word' ";
		assertThat(this.database.number("SELECT count(*) " + blocks)).isEqualTo((long) TermBlocks.SIZE * WORDS);
		// each in the record that has it
		assertThat(this.database.number("SELECT count(*) " + blocks
				+ "AND term_block.term = ANY (string_to_array(execution_request.notes, ' '))"))
			.isEqualTo((long) TermBlocks.SIZE * WORDS);
		assertThat(this.database.number("SELECT sum(bit_count(members)) FROM registry.term_block"))
			.isEqualTo((long) TermBlocks.SIZE * WORDS + TermBlocks.SIZE);
	}

	/** No two of them have a word in common. */
	private void insertRecords() throws SQLException {
		this.database.execute(this.database.superuser(),
				"INSERT INTO registry.admitted_repository (name) VALUES ('cto');"
						+ "INSERT INTO registry.approver (name) VALUES ('JP')");
		try (Connection connection = this.database.connect(this.database.writer())) {
			for (int index = 0; index < TermBlocks.SIZE; index++) {
				String notes = IntStream.range(index * WORDS, (index + 1) * WORDS)
					.mapToObj(TermIndexerTests::word)
					.collect(Collectors.joining(" "));
				try (PreparedStatement insert = connection.prepareStatement(
						Row.valid(index).set("title", "'-'").set("task_summary", "'-'").set("notes", "?").insert())) {
					insert.setString(1, notes);
					insert.executeUpdate();
				}
			}
		}
		this.database.execute(this.database.writer(), """
				INSERT INTO registry.log_checkpoint (tree_size, log_index, root_hash, note)
				SELECT 256, 255, root, E'example.com/log\\n256\\n' || encode(root, 'base64') || E'\\n'
				FROM (SELECT sha256('x')) AS made(root)""");
	}

	private static String word(int number) {
		return new StringBuilder().appendCodePoint(0x20000 + number / 8192)
			.appendCodePoint(0x4E00 + number % 8192)
			.toString();
	}

	/** Indexes the first block, in a process of its own. */
	static final class SmallHeap {

		private SmallHeap() {
		}

		public static void main(String[] args) {
			DataSource writer = new DriverManagerDataSource(args[0], args[1], args[2]);
			new TermIndexer(new JdbcTemplate(writer) {

				@Override
				public int update(PreparedStatementCreator statement) {
					int rows = super.update(statement);
					if (rows > 10_000) {
						throw new IllegalStateException(rows + " rows in one statement");
					}
					return rows;
				}

			}, writer).catchUp();
		}

	}

}
