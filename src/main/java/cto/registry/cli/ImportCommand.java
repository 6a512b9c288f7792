package cto.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;

import cto.registry.log.LogKeyFile;
import cto.registry.note.Checkpoint;
import cto.registry.note.SigningKey;
import cto.registry.note.VerifierKey;
import cto.registry.transfer.ExportedLog;
import cto.registry.transfer.LogImporter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Fills an empty registry from an export.
 */
@Command(name = "import", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Fills an empty registry from an export, with the same indices, ids and times, and so the same "
				+ "root. Checks all of it first; writes all of it or nothing. A service may run meanwhile.")
final class ImportCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	@Option(names = "--source-key", paramLabel = "VKEY",
			description = "The verifier key of the registry that the export comes from, where it has another key.")
	private @Nullable String sourceKey;

	@Parameters(paramLabel = "DIR", description = "What the export command wrote.")
	private Path directory = Path.of("");

	ImportCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() throws IOException, SQLException {
		if (!Files.isDirectory(this.directory)) {
			throw new CommandFailedException("There is no directory " + this.directory + ".");
		}
		SigningKey key = LogKeyFile.read(this.settings.log(), this.settings.dataDirectory());
		VerifierKey source = (this.sourceKey != null) ? LogKeyOption.parse("--source-key", this.sourceKey)
				: key.verifier();
		try (ExportedLog copy = new ExportedLog(this.directory, source);
				RegistryDatabase database = RegistryDatabase.open(this.settings, "import");
				Progress progress = new Progress(this.console, "Importing", copy.checkpoint().checkpoint().size())) {
			Checkpoint restored = new LogImporter(database.dataSource(), key, Clock.systemUTC())
				.restore(copy, progress::at)
				.checkpoint();
			this.console.print("Imported " + restored.size() + " records from " + this.directory + ", root "
					+ HexFormat.of().formatHex(restored.root()) + ", signed by " + restored.origin());
			return Commands.FINE;
		}
	}

}
