package cto.registry.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;

import cto.registry.recording.FreezeState;
import cto.registry.recording.FreezeSwitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Freezes recording on all instances.
 */
@Command(name = "freeze", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Freezes recording on every instance that uses this database, restarts included. Reading and "
				+ "checking go on. When it has ended with 0, nothing is recorded any more, and nothing is under way.",
		footer = { "", "It may be run again; the first reason stays. The command thaw ends it." })
final class FreezeCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	@Parameters(paramLabel = "REASON",
			description = "Why, in one line of up to 200 characters. Whoever posts a packet reads it.")
	private String reason = "";

	FreezeCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() throws SQLException {
		FreezeCommand.requireReason(this.reason);
		try (RegistryDatabase database = RegistryDatabase.open(this.settings, "freeze")) {
			FreezeState freeze = new FreezeSwitch(database.dataSource()).freeze(this.reason);
			this.console.print("Recording is frozen since " + freeze.since() + ": " + freeze.reason());
			return Commands.FINE;
		}
	}

	static void requireReason(String reason) {
		try {
			FreezeState.requireReason(reason);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailedException(ex.getMessage() + ".");
		}
	}

}
