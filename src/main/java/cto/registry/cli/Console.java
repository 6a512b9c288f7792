package cto.registry.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out takes the results
 * @param err takes errors and progress
 * @param terminal whether a person looks on, who wants to see progress
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

	static Console ofProcess() {
		return new Console(System.in, System.out, System.err, isTerminal());
	}

	void print(String line) {
		this.out.println(line);
	}

	void error(String sentence) {
		this.err.println(sentence);
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
