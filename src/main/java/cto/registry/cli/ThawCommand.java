package cto.registry.cli;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;

import cto.registry.recording.FreezeState;
import cto.registry.recording.FreezeSwitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Lets recording go on.
 */
@Command(name = "thaw", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Lets recording go on that the command freeze froze. An instance that is configured with "
				+ "registry.intake.frozen=true stays frozen.")
final class ThawCommand implements Callable<Integer> {

	private final Console console;

	private final Settings settings;

	@Parameters(paramLabel = "REASON", arity = "0..1", defaultValue = "thawed",
			description = "Why, in one line of up to 200 characters; it is kept beside the freeze.")
	private String reason = "";

	ThawCommand(Console console, Settings settings) {
		this.console = console;
		this.settings = settings;
	}

	@Override
	public Integer call() throws SQLException {
		FreezeCommand.requireReason(this.reason);
		try (RegistryDatabase database = RegistryDatabase.open(this.settings, "thaw")) {
			Optional<FreezeState> ended = new FreezeSwitch(database.dataSource()).thaw(this.reason);
			this.console.print(ended
				.map((freeze) -> "Recording goes on. It was frozen since " + freeze.since() + ": " + freeze.reason())
				.orElse("Recording was not frozen; nothing was changed."));
			return Commands.FINE;
		}
	}

}
