package cto.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import cto.registry.note.SignedCheckpoint;
import cto.registry.note.VerifierKey;
import cto.registry.startup.FileOwnership;
import cto.registry.startup.PrivateFiles;
import cto.registry.transfer.ExportLayout;
import cto.registry.transfer.ExportWriter;
import cto.registry.transfer.LogSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Writes the whole log into a directory, from one snapshot.
 */
@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Writes all packets and the whole log as files: a static C2SP tlog-tiles log and the packets "
				+ "beside it. A service may run meanwhile.")
final class ExportCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	@Mixin
	private LogKeyOption key = new LogKeyOption();

	@Parameters(paramLabel = "DIR",
			description = "The directory; it is made, or it is empty. Only its owner can enter it afterwards.")
	private Path directory = Path.of("");

	ExportCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() throws IOException, SQLException {
		requireEmpty();
		VerifierKey verifier = this.key.verifier(this.settings);
		try (RegistryDatabase database = RegistryDatabase.open(this.settings, "export");
				Connection connection = database.connect();
				LogSnapshot log = new LogSnapshot(connection)) {
			SignedCheckpoint signed = log.checkpoint(verifier)
				.orElseThrow(() -> new CommandFailedException(
						"No checkpoint was signed yet. Start the service once: it signs the log as it is."));
			write(log, signed, verifier);
			this.console.print("Exported " + signed.checkpoint().size() + " records to " + this.directory + ", root "
					+ HexFormat.of().formatHex(signed.checkpoint().root()));
			return Commands.FINE;
		}
	}

	private void write(LogSnapshot log, SignedCheckpoint signed, VerifierKey verifier)
			throws IOException, SQLException {
		prepare();
		boolean whole = false;
		try (Progress progress = new Progress(this.console, "Exporting", signed.checkpoint().size())) {
			new ExportWriter(new ExportLayout(this.directory), log).write(signed, verifier, progress::at);
			whole = true;
		}
		finally {
			if (!whole) {
				this.console.error("The export is not finished: " + this.directory
						+ " has no checkpoint. Delete it before the next attempt.");
			}
		}
	}

	/**
	 * Closes the directory to other users: packets are for those who may read the
	 * registry. What was put in before that is found by looking again.
	 */
	private void prepare() throws IOException {
		PrivateFiles.createDirectories(this.directory);
		if (!FileOwnership.isOwn(this.directory)) {
			throw new CommandFailedException("The directory " + this.directory
					+ " belongs to another user. Name one that is not there yet, or an empty one of your own.");
		}
		PrivateFiles.close(this.directory);
		requireEmpty();
	}

	private void requireEmpty() throws IOException {
		if (Files.isDirectory(this.directory)) {
			try (Stream<Path> children = Files.list(this.directory)) {
				if (children.findAny().isPresent()) {
					throw new CommandFailedException("The directory " + this.directory
							+ " is not empty. Name one that is not there yet, or an empty one.");
				}
			}
		}
		else if (Files.exists(this.directory)) {
			throw new CommandFailedException(this.directory + " is a file. Name a directory that is not there yet.");
		}
	}

}
