package cto.registry.guardrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import cto.registry.testing.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes {@code db/guards.txt} anew from a migrated database, after a migration that adds
 * guards. Read the difference before you commit it.
 */
final class GuardsFile {

	private static final List<String> HEAD = List.of(
			"# What the catalog of an intact database shows, held against it at run time (package guardrail).",
			"# kind <tab> table <tab> name <tab> definition, as PostgreSQL prints it, on one line.",
			"# Written by: mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=cto.registry.guardrail.GuardsFile");

	private GuardsFile() {
	}

	public static void main(String[] args) throws IOException {
		List<String> lines = new ArrayList<>(HEAD);
		found(TestDatabase.migrated()).forEach(
				(key, definition) -> lines.add(String.join("\t", key.kind(), key.table(), key.name(), definition)));
		Files.write(Path.of("db/guards.txt"), lines);
	}

	static Map<ExpectedSchema.Key, String> found(TestDatabase database) {
		SingleConnectionDataSource writer = new SingleConnectionDataSource(database.url(), database.writer().user(),
				database.writer().password(), true);
		try {
			return new TransactionTemplate(new JdbcTransactionManager(writer)).execute((status) -> {
				JdbcClient jdbc = JdbcClient.create(writer);
				ExpectedSchema.pin(jdbc);
				return new TreeMap<>(ExpectedSchema.found(jdbc));
			});
		}
		finally {
			writer.destroy();
		}
	}

}
