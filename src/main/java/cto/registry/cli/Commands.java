package cto.registry.cli;

import java.io.InputStream;
import java.io.PrintStream;

import cto.registry.text.Excerpt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import org.springframework.boot.logging.LoggingSystem;

/**
 * The commands of the jar. Each ends with 0 where all is well, 1 where it found or
 * refused something, 2 where it could not run; none shows a stack trace.
 */
public final class Commands {

	/** All is well. */
	public static final int FINE = 0;

	/** Something was found, or refused. */
	public static final int REFUSED = 1;

	/** The command could not run, or was not understood. */
	public static final int COULD_NOT_RUN = 2;

	private static final String SERVE = "serve";

	private Commands() {
	}

	/**
	 * Tells whether a command is asked for, and not the service.
	 * @param args all arguments
	 * @return false for no word at all, such as only {@code --server.port=8081}, and for
	 * {@code serve}
	 */
	public static boolean areMeantBy(String... args) {
		Arguments arguments = Arguments.of(args);
		return arguments.askForHelp() || !isService(arguments.word());
	}

	/**
	 * Returns what the service is started with.
	 * @param args all arguments
	 * @return the same without {@code serve}
	 */
	public static String[] serviceArguments(String... args) {
		return Arguments.of(args).rest().toArray(String[]::new);
	}

	/**
	 * Says on standard error why neither the service nor a command starts.
	 * @param sentences what is wrong and what to do
	 */
	public static void refuse(String sentences) {
		Console.ofProcess().error(sentences);
	}

	/**
	 * Runs a command as the process, without a line of log on standard output.
	 * @param args all arguments
	 * @return the exit code
	 */
	public static int runAsProcess(String... args) {
		LoggingSystem.get(Commands.class.getClassLoader()).beforeInitialize();
		return run(Console.ofProcess(), args);
	}

	/**
	 * Runs a command.
	 * @param in standard input
	 * @param out takes the results
	 * @param err takes the errors, in sentences
	 * @param args all arguments
	 * @return the exit code
	 */
	public static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
		return run(new Console(in, out, err, false), args);
	}

	private static int run(Console console, String... args) {
		Arguments arguments = Arguments.of(args);
		Settings settings = new Settings(arguments.settings());
		CommandLine line = line(console, settings);
		String word = arguments.word();
		if (word != null && !word.equals(SERVE) && !line.getSubcommands().containsKey(word)) {
			console.error("Unknown command " + Excerpt.quoted(word) + ". Commands are "
					+ String.join(", ", line.getSubcommands().keySet()) + "; without one the service starts.");
			return COULD_NOT_RUN;
		}
		int code = line.execute(arguments.command());
		console.flush();
		return code;
	}

	private static CommandLine line(Console console, Settings settings) {
		CommandLine line = new CommandLine(new RootCommand()).addSubcommand(SERVE, new RootCommand.Serve());
		line.addSubcommand(new AuditCommand(console, settings));
		line.addSubcommand(new CheckCommand(console, settings));
		line.addSubcommand(new ExportCommand(console, settings));
		line.addSubcommand(new FreezeCommand(console, settings));
		line.addSubcommand(new ImportCommand(console, settings));
		line.addSubcommand(new MigrateCommand(console, settings));
		line.addSubcommand(new ThawCommand(console, settings));
		line.addSubcommand(new VerifyCommand(console));
		line.addSubcommand(new CommandLine.HelpCommand());
		Failures failures = new Failures(console, settings);
		return line.setOut(console.out())
			.setErr(console.err())
			// its colors are escape sequences, which the console escapes
			.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
			.setParameterExceptionHandler(failures)
			.setExecutionExceptionHandler(failures)
			.setExpandAtFiles(false)
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setUnmatchedOptionsArePositionalParams(false);
	}

	private static boolean isService(@Nullable String word) {
		return word == null || word.equals(SERVE);
	}

}
