package cto.registry.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import cto.registry.text.Excerpt;

/**
 * Where a command reads and writes. Much of what it writes is foreign: names in a packet,
 * rows of a database, paths, the server's messages. None of it may move the cursor, hide
 * text or begin a line of its own, so everything is escaped here.
 */
final class Console {

	private final InputStream in;

	private final PrintWriter out;

	private final PrintWriter err;

	private final PrintStream rawErr;

	private final boolean terminal;

	/**
	 * Takes the streams of a process.
	 * @param in standard input
	 * @param out takes the results
	 * @param err takes errors and progress
	 * @param terminal whether a person looks on, who wants to see progress
	 */
	Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
		this.in = in;
		this.out = escaping(out);
		this.err = escaping(err);
		this.rawErr = err;
		this.terminal = terminal;
	}

	static Console ofProcess() {
		return new Console(System.in, System.out, System.err, isTerminal());
	}

	private static PrintWriter escaping(PrintStream stream) {
		return new PrintWriter(new EscapingWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), true);
	}

	InputStream in() {
		return this.in;
	}

	/** Takes text in which every line break is ours: JSON, or a command's help. */
	PrintWriter out() {
		return this.out;
	}

	/** As {@link #out()}. */
	PrintWriter err() {
		return this.err;
	}

	boolean terminal() {
		return this.terminal;
	}

	/** Prints one line, whatever is in it. */
	void print(String line) {
		this.out.println(Excerpt.escaped(line));
	}

	/**
	 * Prints an error. A server's message may have several lines; all but the first are
	 * marked, so that none reads like one of ours.
	 */
	void error(String sentences) {
		this.err.println(
				sentences.lines().map(Excerpt::escaped).collect(Collectors.joining(System.lineSeparator() + "  | ")));
	}

	/** Overwrites the line that the terminal's cursor is in. */
	void overwrite(String line) {
		this.rawErr.print("\r" + Excerpt.escaped(line));
		this.rawErr.flush();
	}

	void flush() {
		this.out.flush();
		this.err.flush();
	}

	/**
	 * From Java 22 on there is a console that is no terminal, and a method that tells.
	 */
	@SuppressWarnings("SystemConsoleNull") // asked by reflection, where there is the
											// method
	private static boolean isTerminal() {
		java.io.Console console = System.console();
		if (console == null) {
			return false;
		}
		try {
			return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

}
