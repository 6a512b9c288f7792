package cto.registry.cli;

import picocli.CommandLine.Command;

/**
 * What {@code --help} and {@code --version} are asked of.
 */
@Command(name = "request-registry", mixinStandardHelpOptions = true, versionProvider = Version.class,
		sortOptions = false, usageHelpWidth = 110, synopsisSubcommandLabel = "[COMMAND]",
		header = "Durable, append-only records of governed execution requests. Never an approval.",
		description = "%nWithout a command the service starts; it takes settings such as --server.port=8081. "
				+ "Commands that need settings read them as the service does, from its configuration files, the "
				+ "environment, and arguments such as --registry.data-dir=DIR.%n",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:all is well", "1:something was found, or refused", "2:the command could not run" })
final class RootCommand implements Runnable {

	/** Never asked to run: without a command it is the service that starts. */
	@Override
	public void run() {
		throw new CommandFailedException("No command was named.");
	}

	/** Only to be listed, and to have a help of its own. */
	@Command(name = "serve", mixinStandardHelpOptions = true, versionProvider = Version.class,
			description = "Starts the service (the default), with settings such as --server.port=8081.")
	static final class Serve implements Runnable {

		@Override
		public void run() {
			throw new CommandFailedException(
					"The service takes settings such as --server.port=8081, and nothing else.");
		}

	}

}
